using Triage.Onnx;

namespace Triage.Training;

/// <summary>What a trainer learned, over the feature ids of its <see cref="TrainingSet"/>: a <see cref="TrainedModel"/> without its words and metadata.</summary>
public sealed record Classifier(
    float[] Idf, float[] Embedding, int Width, float[] HiddenBias, bool Relu, int Members, Head Relevance, Head Platform, Head Code)
{
    public TrainedModel ToModel(IReadOnlyList<string> terms, IReadOnlyDictionary<string, string> metadata) => new()
    {
        Terms = terms,
        Idf = Idf,
        Embedding = Embedding,
        Width = Width,
        HiddenBias = HiddenBias,
        Relu = Relu,
        Members = Members,
        Relevance = Relevance,
        Platform = Platform,
        Code = Code,
        Metadata = metadata,
    };
}
