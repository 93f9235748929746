using MathNet.Numerics.Distributions;
using Triage.Evaluation;

namespace Triage.Study;

/// <summary>
/// What a box plot shows. Quartiles are those of Hyndman and Fan's type 7 (The American Statistician 50 (1996), 361-365; the default of R and NumPy);
/// whiskers end at the last value within 1.5 box lengths (Tukey, Exploratory Data Analysis, 1977). The median's 95 % interval runs between order statistics
/// (Conover, Practical Nonparametric Statistics (1999), section 3.2).
/// </summary>
/// <param name="N">Values.</param>
/// <param name="Median">With its interval; undefined of nothing.</param>
/// <param name="Q1">First quartile.</param>
/// <param name="Q3">Third quartile.</param>
/// <param name="WhiskerLow">Lower whisker.</param>
/// <param name="WhiskerHigh">Upper whisker.</param>
/// <param name="Mean">Arithmetic mean.</param>
public sealed record BoxSummary(int N, Figure Median, double Q1, double Q3, double WhiskerLow, double WhiskerHigh, double Mean)
{
    public static BoxSummary Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var n = sorted.Length;
        if (n == 0)
            return new BoxSummary(0, Figure.Undefined, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        double q1 = Quantile(sorted, 0.25), q3 = Quantile(sorted, 0.75), reach = 1.5 * (q3 - q1);
        var half = Normal.InvCDF(0, 1, 0.975) * Math.Sqrt(n) / 2;
        var low = Math.Max(0, (int)Math.Ceiling((n / 2d) - half) - 1);
        var high = Math.Min(n - 1, (int)Math.Ceiling((n / 2d) + half) - 1);
        return new BoxSummary(n, new Figure(Quantile(sorted, 0.5), sorted[low], sorted[high]), q1, q3,
            sorted.First(value => value >= q1 - reach), sorted.Last(value => value <= q3 + reach), sorted.Average());
    }

    /// <summary>Quantile of ascending values, type 7: linear between neighbours.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
