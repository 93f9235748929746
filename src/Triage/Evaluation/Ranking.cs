namespace Triage.Evaluation;

/// <summary>Where the right code stands in the order of scores.</summary>
public static class Ranking
{
    /// <summary>1-based rank of a class by descending score; of equal scores the lower index comes first, as in every output of the product.</summary>
    public static int Rank(ReadOnlySpan<float> scores, int index)
    {
        var score = scores[index];
        var rank = 1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > score || (scores[i] == score && i < index))
                rank++;
        }

        return rank;
    }

    /// <summary>Index of the highest score, the lower index on ties; -1 of no scores.</summary>
    public static int Best(ReadOnlySpan<float> scores)
    {
        var best = scores.Length > 0 ? 0 : -1;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }

    /// <summary>Top-k accuracy: the share (0..1) of rows whose gold class is among the k best.</summary>
    public static double TopK(IReadOnlyList<float[]> scores, IReadOnlyList<int> gold, int k)
        => Weighted.Once(Weighted.Share(gold.Select((index, row) => Rank(scores[row], index) <= k)), gold.Count);
}
