namespace Triage.Evaluation.Agreement;

/// <summary>
/// Cohen's kappa of two coders, plain and weighted, with the large-sample interval.
/// Sources: Cohen, Educational and Psychological Measurement 20 (1960), 37-46 (kappa); Cohen, Psychological Bulletin 70 (1968), 213-220 (weighted kappa);
/// Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969), 323-327 (standard error, their equations 8 and 13).
/// </summary>
public static class Kappa
{
    /// <summary>Kappa (-1..1) of labels 0..<paramref name="labels"/>-1; undefined when both coders used one and the same label only, or of no items.</summary>
    public static Figure Cohen(IReadOnlyList<int> first, IReadOnlyList<int> second, int labels)
        => WeightedBy(first, second, labels, (a, b) => a == b ? 1 : 0);

    /// <summary>Weighted kappa.</summary>
    /// <param name="first">Labels of the first coder.</param>
    /// <param name="second">Labels of the second coder on the same items.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="credit">What a pair of labels counts: 1 for full agreement, 0 for none.</param>
    public static Figure WeightedBy(IReadOnlyList<int> first, IReadOnlyList<int> second, int labels, Func<int, int, double> credit)
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"{first.Count} labels of the first coder but {second.Count} of the second");
        if (first.Count == 0)
            return Figure.Undefined;
        var n = (double)first.Count;
        var cells = new double[labels, labels];
        double[] rows = new double[labels], columns = new double[labels];
        for (var i = 0; i < first.Count; i++)
        {
            cells[first[i], second[i]] += 1 / n;
            rows[first[i]] += 1 / n;
            columns[second[i]] += 1 / n;
        }

        double observed = 0, expected = 0;
        double[] rowCredit = new double[labels], columnCredit = new double[labels];
        for (var i = 0; i < labels; i++)
        {
            for (var j = 0; j < labels; j++)
            {
                var weight = credit(i, j);
                observed += weight * cells[i, j];
                expected += weight * rows[i] * columns[j];
                rowCredit[i] += weight * columns[j];
                columnCredit[j] += weight * rows[i];
            }
        }

        if (1 - expected < 1e-12)
            return Figure.Undefined;
        var kappa = (observed - expected) / (1 - expected);
        double spread = 0;
        for (var i = 0; i < labels; i++)
        {
            for (var j = 0; j < labels; j++)
                spread += cells[i, j] * Math.Pow(credit(i, j) - ((rowCredit[i] + columnCredit[j]) * (1 - kappa)), 2);
        }

        var variance = (spread - Math.Pow(kappa - (expected * (1 - kappa)), 2)) / (n * Math.Pow(1 - expected, 2));
        return NormalIntervals.Around(kappa, Math.Sqrt(Math.Max(0, variance)));
    }
}
