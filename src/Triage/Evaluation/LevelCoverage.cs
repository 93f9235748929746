using Triage.Codebooks;

namespace Triage.Evaluation;

/// <summary>The trade between deciding many posts and deciding them right, at one level of the tree.</summary>
/// <param name="Level">1 for the top level, 2 for the nodes below it, and so on; the last level is that of the codes.</param>
/// <param name="Points">As <see cref="EvaluationReport.Coverage"/>, for the best node of the level by summed probability.</param>
/// <param name="AtPrecision">The most rows that can be decided at each of these precisions, going down from the most confident row.</param>
public sealed record LevelCoverage(int Level, IReadOnlyList<CoveragePoint> Points, IReadOnlyList<CoverageAt> AtPrecision)
{
    private static readonly double[] Precisions = [0.8, 0.9, 0.95];

    /// <summary>One for each level of the codebook. A code that ends above a level stands for itself there.</summary>
    /// <param name="codebook">The tree.</param>
    /// <param name="scores">Probabilities over codes, a row each.</param>
    /// <param name="gold">Right code of each row.</param>
    /// <param name="bootstrap">Over the same rows.</param>
    public static IReadOnlyList<LevelCoverage> Compute(Codebook codebook, IReadOnlyList<float[]> scores, IReadOnlyList<int> gold, Bootstrap bootstrap)
    {
        var nodes = codebook.Codes.Select(c => codebook.Find(c.Id)!).ToList();
        return [.. Enumerable.Range(1, nodes.Max(n => n.Depth)).Select(level => Of(level, nodes, scores, gold, bootstrap))];
    }

    private static LevelCoverage Of(int level, List<Node> codes, IReadOnlyList<float[]> scores, IReadOnlyList<int> gold, Bootstrap bootstrap)
    {
        var at = codes.Select(c => Above(c, level)).ToList();
        var nodes = at.Distinct().ToList();
        var nodeOf = at.Select(n => nodes.IndexOf(n)).ToArray();
        var (confidence, right) = (new double[scores.Count], new bool[scores.Count]);
        for (var row = 0; row < scores.Count; row++)
        {
            var sums = new float[nodes.Count];
            for (var code = 0; code < nodeOf.Length; code++)
                sums[nodeOf[code]] += scores[row][code];
            var best = Ranking.Best(sums);
            (confidence[row], right[row]) = (sums[best], best == nodeOf[gold[row]]);
        }

        return new LevelCoverage(level, CoverageCurve.Compute(confidence, right, bootstrap), [.. Precisions.Select(p => Most(confidence, right, p))]);
    }

    private static Node Above(Node node, int level)
    {
        while (node.Depth > level)
            node = node.Parent!;
        return node;
    }

    private static CoverageAt Most(double[] confidence, bool[] right, double precision)
    {
        var order = Enumerable.Range(0, confidence.Length).OrderByDescending(i => confidence[i]).ToList();
        var (hits, found) = (0, new CoverageAt(precision, 0, double.NaN));
        for (var n = 0; n < order.Count; n++)
        {
            hits += right[order[n]] ? 1 : 0;
            // Rows of equal confidence are decided together.
            var last = n + 1 == order.Count || confidence[order[n + 1]] < confidence[order[n]];
            if (last && hits >= precision * (n + 1))
                found = new CoverageAt(precision, (n + 1.0) / order.Count, confidence[order[n]]);
        }

        return found;
    }
}

/// <summary>How much can be decided at a precision.</summary>
/// <param name="Precision">Share of the decided rows that is right, at least.</param>
/// <param name="Coverage">Share of rows decided; 0 when no confidence is high enough.</param>
/// <param name="Threshold">The least confidence that is decided; NaN when none is.</param>
public readonly record struct CoverageAt(double Precision, double Coverage, double Threshold);
