using Triage.Onnx;

namespace Triage.Training.Linear;

/// <summary>
/// A linear model a head (relevance, platform, code) on unit-length tf-idf features, joined to one classifier; how a head is fitted is the subclass's affair.
/// Each row counts in both views (with and without answers), half each.
/// </summary>
public abstract class LinearTrainer : ITrainer
{
    public abstract string Name { get; }

    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    public Classifier Train(TrainingSet set, int seed, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var idf = TermWeighting.Idf(set.Rows, set.Features);
        var labels = set.Labels;
        var coded = set.Rows.Where(r => r.Codes.Count > 0).ToList();
        var code = Solve("codes", coded, labels.Codes, r => Distribution(r, labels.Codes));
        var platform = Solve(
            "platforms", coded, labels.Platforms, r => LabelSpace.Sum(Distribution(r, labels.Codes), labels.PlatformOf, labels.Platforms));
        var judged = set.Rows.Where(r => r.Relevance is not null).ToList();
        var relevance = Solve("relevance", judged, 2, r => [1 - r.Relevance!.Value, r.Relevance!.Value]);
        return Join(set, idf, relevance, platform, code);

        float[] Solve(string stage, IReadOnlyList<TrainingRow> rows, int classes, Func<TrainingRow, float[]> target)
        {
            cancel.ThrowIfCancellationRequested();
            var problem = new LinearProblem(stage, Rows(rows, idf, target), set.Features, classes);
            return rows.Count == 0 || classes == 1 ? new float[problem.Variables] : Fit(problem, seed, progress, cancel);
        }
    }

    /// <summary>Solves the problem of one head.</summary>
    /// <returns>A solution in the order that <see cref="LinearProblem"/> gives; its softmax over the classes is the head's probability.</returns>
    protected abstract float[] Fit(LinearProblem problem, int seed, IProgress<TrainingProgress>? progress, CancellationToken cancel);

    private static float[] Distribution(TrainingRow row, int codes)
    {
        var target = new float[codes];
        foreach (var label in row.Codes)
            target[label.Code] += label.Mass;
        return target;
    }

    private static List<LinearRow> Rows(IReadOnlyList<TrainingRow> rows, float[] idf, Func<TrainingRow, float[]> target)
    {
        var result = new List<LinearRow>(rows.Count * 2);
        foreach (var row in rows)
        {
            var (distribution, one) = (target(row), ReferenceEquals(row.Full, row.Question));
            result.Add(new LinearRow(row.Full.Ids, TermWeighting.WeighToUnit(row.Full, idf), distribution, one ? row.Weight : row.Weight / 2));
            if (!one)
                result.Add(new LinearRow(row.Question.Ids, TermWeighting.WeighToUnit(row.Question, idf), distribution, row.Weight / 2));
        }

        return result;
    }

    /// <summary>The three models as one classifier: the weights are the embedding, side by side, and each head picks its own columns.</summary>
    private static Classifier Join(TrainingSet set, float[] idf, float[] relevance, float[] platform, float[] code)
    {
        var (features, labels) = (set.Features, set.Labels);
        var width = 1 + labels.Platforms + labels.Codes;
        var embedding = new float[(features + 1) * width];
        for (var id = 1; id <= features; id++)
        {
            var row = embedding.AsSpan(id * width, width);
            row[0] = relevance[(id * 2) + 1] - relevance[id * 2];
            platform.AsSpan(id * labels.Platforms, labels.Platforms).CopyTo(row[1..]);
            code.AsSpan(id * labels.Codes, labels.Codes).CopyTo(row[(1 + labels.Platforms)..]);
        }

        var bias = (features + 1) * 2;
        return new Classifier(
            idf, embedding, width, new float[width], Relu: false, Members: 1,
            Pick(width, 0, [relevance[bias + 1] - relevance[bias]]),
            Pick(width, 1, platform[((features + 1) * labels.Platforms)..]),
            Pick(width, 1 + labels.Platforms, code[((features + 1) * labels.Codes)..]));
    }

    private static Head Pick(int width, int first, float[] bias)
    {
        var weights = new float[width * bias.Length];
        for (var c = 0; c < bias.Length; c++)
            weights[((first + c) * bias.Length) + c] = 1;
        return new Head(bias.Length, weights, bias);
    }
}
