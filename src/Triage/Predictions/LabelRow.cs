using Triage.Posts;

namespace Triage.Predictions;

/// <summary>A labelled post: what was asked, what the model says, and what may be done with it.</summary>
public sealed record LabelRow(Post Post, Prediction Prediction, Outcome Outcome)
{
    /// <summary>Indices of the codes with the highest scores, best first; of equal scores the lower index comes first.</summary>
    public int[] TopCodes(int count) => Top(Prediction.Code, count);

    internal static int[] Top(float[] scores, int count)
    {
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        return count < order.Length ? order[..count] : order;
    }
}
