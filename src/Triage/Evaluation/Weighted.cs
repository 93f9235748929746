namespace Triage.Evaluation;

/// <summary>
/// A statistic of weighted rows: the weight of a row is how often it stands in the sample, 1 for the data as they are,
/// 0, 1, 2 ... in a resample. Computing from weights instead of copied rows is what makes <see cref="Bootstrap"/> fast.
/// NaN when the sample does not define it.
/// </summary>
/// <param name="weights">One weight, at least 0, for each row.</param>
public delegate double Statistic(ReadOnlySpan<double> weights);

/// <summary>Small tools for statistics of weighted rows.</summary>
public static class Weighted
{
    /// <summary>Weights of the data as they are.</summary>
    public static double[] Ones(int rows)
    {
        var ones = new double[rows];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>The statistic of the data as they are.</summary>
    public static double Once(Statistic statistic, int rows) => statistic(Ones(rows));

    /// <summary>The mean of a value of each row; rows of value NaN are left out.</summary>
    public static Statistic Mean(IReadOnlyList<double> values)
    {
        var kept = values.Select(value => double.IsNaN(value) ? 0 : value).ToArray();
        var known = values.Select(value => double.IsNaN(value) ? 0d : 1d).ToArray();
        return weights =>
        {
            double sum = 0, total = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                sum += weights[i] * kept[i];
                total += weights[i] * known[i];
            }

            return total > 0 ? sum / total : double.NaN;
        };
    }

    /// <summary>The share of rows for which something holds.</summary>
    public static Statistic Share(IEnumerable<bool> holds) => Mean([.. holds.Select(hold => hold ? 1d : 0d)]);
}
