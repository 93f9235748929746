using System.Globalization;
using Triage.Onnx;

namespace Triage.Training.Linear;

/// <summary>
/// Softmax regression with L2 by L-BFGS on unit-length tf-idf features, a regression a head; convex, so the seed does not matter.
/// Each row counts in both views (with and without answers), half each.
/// </summary>
public sealed class SoftmaxRegressionTrainer(double l2 = SoftmaxRegressionTrainer.DefaultL2, int iterations = 120) : ITrainer
{
    public const double DefaultL2 = 2e-5;

    public string Name => "softmax";

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["l2"] = l2.ToString(CultureInfo.InvariantCulture),
        ["iterations"] = iterations.ToString(CultureInfo.InvariantCulture),
    };

    public Classifier Train(TrainingSet set, int seed, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var idf = TermWeighting.Idf(set.Rows, set.Features);
        var labels = set.Labels;
        var coded = set.Rows.Where(r => r.Codes.Count > 0).ToList();
        var code = Fit("codes", Rows(coded, idf, r => Distribution(r, labels.Codes)), set.Features, labels.Codes, progress, cancel);
        var platform = Fit(
            "platforms", Rows(coded, idf, r => LabelSpace.Sum(Distribution(r, labels.Codes), labels.PlatformOf, labels.Platforms)),
            set.Features, labels.Platforms, progress, cancel);
        var judged = set.Rows.Where(r => r.Relevance is not null).ToList();
        var relevance = Fit("relevance", Rows(judged, idf, r => [1 - r.Relevance!.Value, r.Relevance!.Value]), set.Features, 2, progress, cancel);
        return Join(set, idf, relevance, platform, code);
    }

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

    private float[] Fit(string stage, List<LinearRow> rows, int features, int classes, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var objective = new SoftmaxObjective(rows, features, classes, l2);
        var x = new float[objective.Variables];
        if (rows.Count == 0 || classes == 1)
            return x;
        Lbfgs.Minimize(objective.Evaluate, x, tolerance: 1e-6, iterations, (iteration, value) =>
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new TrainingProgress(stage, (double)iteration / iterations, value));
        });
        return x;
    }

    /// <summary>The three regressions as one classifier: the weights are the embedding, side by side, and each head picks its own columns.</summary>
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
