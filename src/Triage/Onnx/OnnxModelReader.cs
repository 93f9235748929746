using System.Runtime.InteropServices;
using static Triage.Onnx.Proto.TensorProto.Types;

namespace Triage.Onnx;

/// <summary>
/// Reads a file of <see cref="OnnxModelWriter"/> back to the <see cref="TrainedModel"/> it was written from (with a float16
/// embedding: to the rounded values that the file holds). Does not ask for a tokeniser version: the weights are the same whatever reads them.
/// </summary>
public static class OnnxModelReader
{
    /// <exception cref="InputException">The file is missing, damaged, foreign, of another format or incomplete.</exception>
    public static TrainedModel Read(string path) => Read(ModelFile.ReadBytes(path), path);

    /// <param name="bytes">The whole file.</param>
    /// <param name="name">How to call it in messages.</param>
    /// <exception cref="InputException">The file is damaged, foreign, of another format or incomplete.</exception>
    public static TrainedModel Read(byte[] bytes, string name)
    {
        var file = ModelFile.Parse(bytes, name);
        var relevance = file.Tensor(OnnxNames.Weights(OnnxNames.Relevance)).Dims;
        return new TrainedModel
        {
            Terms = file.Terms,
            Idf = Floats(file, OnnxNames.Idf),
            Embedding = Floats(file, OnnxNames.Embedding),
            Width = file.Width,
            HiddenBias = Floats(file, OnnxNames.HiddenBias),
            Relu = file.Proto.Graph.Node.Any(n => n.OpType == "Relu"),
            Members = relevance.Count == 4 ? (int)relevance[0] : 1,
            Relevance = Head(file, OnnxNames.Relevance, 1),
            Platform = Head(file, OnnxNames.Platform, file.Classes(OnnxNames.Platform)),
            Code = Head(file, OnnxNames.Code, file.Classes(OnnxNames.Code)),
            Metadata = file.Metadata.Where(e => !ModelMetadata.Derived.Contains(e.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }

    private static Head Head(ModelFile file, string name, int classes) => new(
        classes,
        Floats(file, OnnxNames.Weights(name)),
        Floats(file, OnnxNames.Bias(name)),
        file.Has(OnnxNames.Temperature(name)) ? Floats(file, OnnxNames.Temperature(name))[0] : 1f);

    private static float[] Floats(ModelFile file, string name)
    {
        var tensor = file.Tensor(name);
        return (DataType)tensor.DataType switch
        {
            DataType.Float => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray(),
            DataType.Float16 => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(tensor.RawData.Span).ToArray(), h => (float)h),
            _ => throw file.Broken($"the weights '{name}' are not numbers of a known type"),
        };
    }
}
