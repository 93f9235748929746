using MathNet.Numerics.Distributions;

namespace Triage.Study;

/// <summary>Whether the values of one group tend to be greater than those of another.</summary>
/// <param name="First">Name of the first group.</param>
/// <param name="Second">Name of the second group.</param>
/// <param name="N1">Values of the first.</param>
/// <param name="N2">Values of the second.</param>
/// <param name="U">Mann-Whitney's U of the first group: pairs in which its value is greater, ties counting half.</param>
/// <param name="Z">Standardised U.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Superiority">The chance (0..1) that a value of the first group is greater than one of the second: Vargha and Delaney's A; 0.5 means no difference.</param>
public sealed record RankComparison(string First, string Second, int N1, int N2, double U, double Z, double PValue, double Superiority);

/// <summary>
/// The Mann-Whitney (Wilcoxon rank-sum) test by normal approximation with the corrections for ties and continuity, as R's <c>wilcox.test(exact=FALSE)</c> computes it.
/// Sources: Mann and Whitney, Annals of Mathematical Statistics 18 (1947), 50-60; ties: Lehmann, Nonparametrics (1975), section 1.4;
/// effect size: Vargha and Delaney, Journal of Educational and Behavioral Statistics 25 (2000), 101-132.
/// </summary>
public static class MannWhitney
{
    /// <summary>Compares two groups; not a number where one is empty or all values are equal. The approximation wants about eight values in each.</summary>
    public static RankComparison Compare(string first, IReadOnlyList<double> values1, string second, IReadOnlyList<double> values2)
    {
        int n1 = values1.Count, n2 = values2.Count, n = n1 + n2;
        var all = values1.Select(value => (value, isFirst: true)).Concat(values2.Select(value => (value, isFirst: false))).OrderBy(entry => entry.value).ToList();
        double rankSum = 0, ties = 0;
        for (var start = 0; start < n;)
        {
            var end = start;
            var own = 0;
            for (; end < n && all[end].value == all[start].value; end++)
                own += all[end].isFirst ? 1 : 0;
            double tied = end - start;
            rankSum += own * ((start + end + 1) / 2d);
            ties += (tied * tied * tied) - tied;
            start = end;
        }

        var u = rankSum - (n1 * (n1 + 1d) / 2);
        var middle = n1 * (double)n2 / 2;
        var sigma = Math.Sqrt(n1 * (double)n2 / 12 * (n + 1 - (ties / (n * (n - 1d)))));
        var z = (u - middle - (0.5 * Math.Sign(u - middle))) / sigma;
        var defined = n1 > 0 && n2 > 0 && sigma > 0;
        return new RankComparison(first, second, n1, n2, u, defined ? z : double.NaN, defined ? Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(z))) : double.NaN,
            n1 > 0 && n2 > 0 ? u / (n1 * (double)n2) : double.NaN);
    }
}
