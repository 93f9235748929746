using System.Numerics.Tensors;

namespace Triage.Training.Linear;

/// <summary>
/// Mean weighted cross-entropy of softmax regression with soft targets, plus <c>L2/2 · ‖W‖²</c> (the bias is free).
/// Variables: W row-major [features + 1, classes] (row 0, padding, is never touched), then the bias.
/// </summary>
public sealed class SoftmaxObjective(IReadOnlyList<LinearRow> rows, int features, int classes, double l2)
{
    private readonly double _total = rows.Sum(r => (double)r.Weight);

    public int Variables => (features + 2) * classes;

    public double Evaluate(ReadOnlySpan<float> x, Span<float> gradient)
    {
        var weights = (features + 1) * classes;
        TensorPrimitives.Multiply(x[..weights], (float)l2, gradient);
        gradient[weights..].Clear();
        var penalty = 0.5 * l2 * TensorPrimitives.SumOfSquares(x[..weights]);
        var bias = x[weights..];
        Span<float> scores = new float[classes];
        Span<float> slope = new float[classes];
        var loss = 0.0;
        foreach (var row in rows)
        {
            bias.CopyTo(scores);
            for (var i = 0; i < row.Ids.Length; i++)
                TensorPrimitives.MultiplyAdd(x.Slice(row.Ids[i] * classes, classes), row.Values[i], scores, scores);
            var share = row.Weight / _total;
            loss += share * CrossEntropy(scores, row.Target, slope);
            TensorPrimitives.Multiply(slope, (float)share, slope);
            for (var i = 0; i < row.Ids.Length; i++)
            {
                var at = gradient.Slice(row.Ids[i] * classes, classes);
                TensorPrimitives.MultiplyAdd(slope, row.Values[i], at, at);
            }

            TensorPrimitives.Add(gradient[weights..], slope, gradient[weights..]);
        }

        return loss + penalty;
    }

    /// <summary>Cross-entropy in nats of softmax(scores) against a target that sums to 1; its gradient by the scores goes to <paramref name="slope"/>.</summary>
    internal static double CrossEntropy(ReadOnlySpan<float> scores, ReadOnlySpan<float> target, Span<float> slope)
    {
        var max = TensorPrimitives.Max(scores);
        var sum = 0.0;
        for (var c = 0; c < scores.Length; c++)
            sum += Math.Exp(scores[c] - max);
        var log = Math.Log(sum) + max;
        var loss = 0.0;
        for (var c = 0; c < scores.Length; c++)
        {
            var logProbability = scores[c] - log;
            slope[c] = (float)Math.Exp(logProbability) - target[c];
            if (target[c] > 0)
                loss -= target[c] * logProbability;
        }

        return loss;
    }
}
