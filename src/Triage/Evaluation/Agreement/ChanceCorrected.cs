namespace Triage.Evaluation.Agreement;

/// <summary>
/// The common part of Fleiss' kappa and Gwet's AC1 for any number of coders and missing ratings: observed agreement, and the variance over items
/// that takes into account that chance agreement is estimated from the same items.
/// Source: Gwet, British Journal of Mathematical and Statistical Psychology 61 (2008), 29-48; the form for missing ratings is that of
/// Gwet, Handbook of Inter-Rater Reliability, 4th edition (2014), chapter 5.
/// </summary>
internal static class ChanceCorrected
{
    /// <param name="items">For each item with at least one rating, how often each label was given.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="chance">Chance agreement from the mean share of each label.</param>
    /// <param name="chanceOfLabel">What a rating of a label adds to the chance agreement of its item, of the same mean shares.</param>
    public static Figure Compute(IReadOnlyList<double[]> items, int labels, Func<double[], double> chance, Func<double[], int, double> chanceOfLabel)
    {
        var n = items.Count;
        var raters = items.Select(counts => counts.Sum()).ToArray();
        var agreement = items.Select((counts, i) => raters[i] < 2 ? 0 : counts.Sum(count => count * (count - 1)) / (raters[i] * (raters[i] - 1))).ToArray();
        var paired = raters.Count(count => count >= 2);
        if (paired == 0)
            return Figure.Undefined;
        var shares = new double[labels];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < labels; k++)
                shares[k] += items[i][k] / raters[i] / n;
        }

        var observed = agreement.Sum() / paired;
        var expected = chance(shares);
        if (1 - expected < 1e-12)
            return Figure.Undefined;
        var coefficient = (observed - expected) / (1 - expected);
        double squares = 0;
        for (var i = 0; i < n; i++)
        {
            var own = raters[i] >= 2 ? (double)n / paired * (agreement[i] - expected) / (1 - expected) : 0;
            var ownChance = Enumerable.Range(0, labels).Sum(k => items[i][k] / raters[i] * chanceOfLabel(shares, k));
            squares += Math.Pow(own - (2 * (1 - coefficient) * (ownChance - expected) / (1 - expected)) - coefficient, 2);
        }

        return n < 2 ? Figure.Undefined with { Value = coefficient } : NormalIntervals.Around(coefficient, Math.Sqrt(squares / (n * (n - 1d))), n - 1);
    }
}
