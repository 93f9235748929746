using Triage.Codebooks;

namespace Triage.Evaluation.Agreement;

/// <summary>
/// Partial credit for codes that are near in the tree. The defaults are those that the similarity of Wu and Palmer (ACL 1994) gives to leaves of the third level:
/// 2/3 for the same inner category, 1/3 for the same platform only.
/// </summary>
/// <param name="SameInner">Credit (0..1) of two codes of one inner category.</param>
/// <param name="SameTop">Credit (0..1) of two codes of one platform, not above <paramref name="SameInner"/>.</param>
public readonly record struct HierarchyCredit(double SameInner = 2d / 3, double SameTop = 1d / 3)
{
    /// <summary>The defaults.</summary>
    public static HierarchyCredit Default { get; } = new(2d / 3, 1d / 3);

    /// <summary>Credit of two labels; words that are no codes agree only with themselves.</summary>
    public double Of(Codebook codebook, string first, string second)
    {
        if (first == second)
            return 1;
        int a = codebook.IndexOf(first), b = codebook.IndexOf(second);
        if (a < 0 || b < 0)
            return 0;
        return codebook.InnerOf(a) == codebook.InnerOf(b) ? SameInner : codebook.TopOf(a) == codebook.TopOf(b) ? SameTop : 0;
    }

    /// <summary>Credits of all pairs of labels.</summary>
    internal double[,] Table(Codebook codebook, IReadOnlyList<string> labels)
    {
        var table = new double[labels.Count, labels.Count];
        for (var i = 0; i < labels.Count; i++)
        {
            for (var j = 0; j < labels.Count; j++)
                table[i, j] = Of(codebook, labels[i], labels[j]);
        }

        return table;
    }
}
