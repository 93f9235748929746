namespace Triage.Predictions;

/// <summary>The calibrated scores of one post, as the model gives them.</summary>
/// <param name="PostId">The post's id.</param>
/// <param name="Relevance">Probability (0..1) that the post is about deployment at all.</param>
/// <param name="Platform">Probability of each top-level node of the codebook, in its order; sums to 1.</param>
/// <param name="Code">Probability of each code, in the codebook's order; sums to 1.</param>
public sealed record Prediction(string PostId, float Relevance, float[] Platform, float[] Code)
{
    /// <summary>Indices of the codes with the highest scores, best first; of equal scores the lower index comes first.</summary>
    /// <param name="count">How many; no more than there are.</param>
    public int[] TopCodes(int count)
    {
        var order = Enumerable.Range(0, Code.Length).ToArray();
        Array.Sort(order, (a, b) => Code[a] != Code[b] ? Code[b].CompareTo(Code[a]) : a.CompareTo(b));
        return count < order.Length ? order[..count] : order;
    }
}
