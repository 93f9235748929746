using Triage.Training.Linear;

namespace Triage.Training.Network;

/// <summary>Losses of the heads and their gradients by the scores.</summary>
internal static class HeadLoss
{
    /// <summary>
    /// Cross-entropy of the codes plus <paramref name="innerWeight"/> times the cross-entropy of the inner categories, whose probabilities are the sums
    /// of their codes'. The second term costs a confusion between categories more than one between siblings.
    /// </summary>
    public static double Codes(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> target, LabelSpace labels, float innerWeight, Span<float> slope)
    {
        var loss = SoftmaxObjective.CrossEntropy(scores, target, slope);
        if (innerWeight == 0)
            return loss;
        Span<float> inner = stackalloc float[labels.Inners];
        Span<float> innerTarget = stackalloc float[labels.Inners];
        inner.Clear();
        innerTarget.Clear();
        for (var c = 0; c < scores.Length; c++)
        {
            inner[labels.InnerOf[c]] += slope[c] + target[c];
            innerTarget[labels.InnerOf[c]] += target[c];
        }

        for (var i = 0; i < inner.Length; i++)
        {
            if (innerTarget[i] > 0)
                loss -= innerWeight * innerTarget[i] * Math.Log(Math.Max(inner[i], 1e-12f));
        }

        for (var c = 0; c < scores.Length; c++)
        {
            var (p, i) = (slope[c] + target[c], labels.InnerOf[c]);
            slope[c] += innerWeight * p * (1 - (innerTarget[i] / Math.Max(inner[i], 1e-12f)));
        }

        return loss;
    }

    /// <summary>Binary cross-entropy of sigmoid(<paramref name="score"/>).</summary>
    public static double Binary(float score, float target, out float slope)
    {
        var p = 1 / (1 + Math.Exp(-score));
        slope = (float)p - target;
        return Math.Max(score, 0) - ((double)score * target) + Math.Log(1 + Math.Exp(-Math.Abs(score)));
    }
}
