using MathNet.Numerics;
using Triage.Evaluation;

namespace Triage.Study;

/// <summary>Whether two shares differ.</summary>
/// <param name="First">Name of the first group.</param>
/// <param name="Second">Name of the second group.</param>
/// <param name="Difference">First share minus second, with its 95 % interval.</param>
/// <param name="ChiSquare">Test statistic with one degree of freedom.</param>
/// <param name="PValue">Two-sided.</param>
public sealed record ProportionComparison(string First, string Second, Figure Difference, double ChiSquare, double PValue);

/// <summary>
/// The two-sample test for equality of proportions: Pearson's chi-square with Yates' correction (Yates, Supplement to the JRSS 1 (1934), 217-235),
/// as R's <c>prop.test</c> computes it; the interval of the difference is Newcombe's hybrid score interval (Statistics in Medicine 17 (1998), 873-890, method 10).
/// </summary>
public static class ProportionTest
{
    /// <summary>Compares <paramref name="hits1"/> of <paramref name="n1"/> with <paramref name="hits2"/> of <paramref name="n2"/>; not a number where a group is empty or all shares are 0 or 1.</summary>
    public static ProportionComparison Compare(string first, int hits1, int n1, string second, int hits2, int n2)
    {
        double p1 = hits1 / (double)n1, p2 = hits2 / (double)n2;
        var difference = p1 - p2;
        var pooled = (hits1 + hits2) / (double)(n1 + n2);
        var weight = (1d / n1) + (1d / n2);
        var corrected = Math.Max(0, Math.Abs(difference) - (0.5 * weight));
        var chi = corrected * corrected / (pooled * (1 - pooled) * weight);
        return new ProportionComparison(first, second, Newcombe(hits1, n1, hits2, n2), chi, double.IsNaN(chi) ? double.NaN : SpecialFunctions.Erfc(Math.Sqrt(chi / 2)));
    }

    private static Figure Newcombe(int hits1, int n1, int hits2, int n2)
    {
        Figure a = Shares.Wilson(hits1, n1), b = Shares.Wilson(hits2, n2);
        var difference = a.Value - b.Value;
        return new Figure(difference,
            difference - Math.Sqrt(Math.Pow(a.Value - a.Low, 2) + Math.Pow(b.High - b.Value, 2)),
            difference + Math.Sqrt(Math.Pow(a.High - a.Value, 2) + Math.Pow(b.Value - b.Low, 2)));
    }
}
