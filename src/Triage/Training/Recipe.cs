using Triage.Features;
using Triage.Onnx;

namespace Triage.Training;

/// <summary>How a model is made from rows: which features, which trainer.</summary>
/// <param name="Trainer">The trainer.</param>
/// <param name="LeastPosts">A feature must occur in so many training posts.</param>
/// <param name="MostFeatures">Upper bound of the vocabulary; the most frequent stay.</param>
public sealed record Recipe(ITrainer Trainer, int LeastPosts = 2, int MostFeatures = 50_000)
{
    /// <summary>Selects the vocabulary on these rows alone and trains.</summary>
    public FittedModel Fit(
        IReadOnlyList<TrainingRow> rows, TermTable terms, LabelSpace labels, int seed,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var selection = new VocabularySelection(rows, terms.Count, LeastPosts, MostFeatures);
        var set = new TrainingSet([.. rows.Select(selection.Map)], selection.Features, labels);
        return new FittedModel(Trainer.Train(set, seed, progress, cancel), selection);
    }
}

/// <summary>A classifier with the selection that leads from the corpus's features to its own.</summary>
public sealed record FittedModel(Classifier Classifier, VocabularySelection Selection)
{
    /// <summary>A scorer of vectors over the classifier's own features.</summary>
    public PlainScorer Scorer(TermTable all) => new(Classifier.ToModel(Selection.Terms(all), new Dictionary<string, string>()));
}
