namespace Triage.Evaluation;

/// <summary>The difference of two models on the same posts.</summary>
/// <param name="Difference">First minus second, with its 95 % interval.</param>
/// <param name="PValue">Two-sided: twice the smaller share of resamples on either side of no difference (0..1).</param>
public readonly record struct PairedDifference(Figure Difference, double PValue);

/// <summary>
/// 95 % percentile intervals by resampling posts with replacement. All rows of a post are drawn together, so that a post coded or scored
/// several times does not count as several independent ones. The same seed gives the same resamples for every statistic, which makes
/// differences paired.
/// Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 (percentile interval) and 15 (achieved significance level).
/// </summary>
public sealed class Bootstrap
{
    private readonly int[] groupOfRow;
    private readonly int groups;
    private readonly int resamples;
    private readonly int seed;

    /// <param name="posts">The post of each row.</param>
    /// <param name="resamples">How many resamples, at least 40 (below that the 2.5 % ends are the extremes themselves).</param>
    /// <param name="seed">Same seed, same intervals.</param>
    public Bootstrap(IReadOnlyList<string> posts, int resamples = 1000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 40);
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        groupOfRow = new int[posts.Count];
        for (var i = 0; i < posts.Count; i++)
        {
            if (!indices.TryGetValue(posts[i], out var group))
                indices.Add(posts[i], group = indices.Count);
            groupOfRow[i] = group;
        }

        groups = indices.Count;
        this.resamples = resamples;
        this.seed = seed;
    }

    /// <summary>Rows that statistics must expect.</summary>
    public int Rows => groupOfRow.Length;

    /// <summary>The statistic with its interval.</summary>
    public Figure Interval(Statistic statistic) => Intervals([statistic])[0];

    /// <summary>Several statistics with their intervals, from the same resamples.</summary>
    public IReadOnlyList<Figure> Intervals(IReadOnlyList<Statistic> statistics)
    {
        var drawn = Draw(statistics);
        return [.. statistics.Select((statistic, i) => ToFigure(Weighted.Once(statistic, Rows), drawn[i]))];
    }

    /// <summary>How much a statistic of one model is above that of another, both of the same rows.</summary>
    public PairedDifference Difference(Statistic first, Statistic second) => Differences([(first, second)])[0];

    /// <summary>Several differences, from the same resamples.</summary>
    public IReadOnlyList<PairedDifference> Differences(IReadOnlyList<(Statistic First, Statistic Second)> pairs)
    {
        var drawn = Draw([.. pairs.Select(pair => (Statistic)(weights => pair.First(weights) - pair.Second(weights)))]);
        return [.. pairs.Select((pair, i) => ToDifference(Weighted.Once(pair.First, Rows) - Weighted.Once(pair.Second, Rows), drawn[i]))];
    }

    /// <summary>The value at a share of sorted values, interpolated linearly (type 7 of Hyndman and Fan, 1996).</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var at = share * (sorted.Count - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    private static PairedDifference ToDifference(double value, double[] drawn)
    {
        var figure = ToFigure(value, drawn);
        var defined = drawn.Where(difference => !double.IsNaN(difference)).ToList();
        if (defined.Count == 0)
            return new PairedDifference(figure, double.NaN);
        var below = (1 + defined.Count(difference => difference <= 0)) / (1d + defined.Count);
        var above = (1 + defined.Count(difference => difference >= 0)) / (1d + defined.Count);
        return new PairedDifference(figure, Math.Min(1, 2 * Math.Min(below, above)));
    }

    private static Figure ToFigure(double value, double[] drawn)
    {
        var sorted = drawn.Where(statistic => !double.IsNaN(statistic)).Order().ToList();
        return double.IsNaN(value) || sorted.Count == 0 ? Figure.Undefined : new Figure(value, Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    private double[][] Draw(IReadOnlyList<Statistic> statistics)
    {
        var random = new Random(seed);
        var values = statistics.Select(_ => new double[resamples]).ToArray();
        var counts = new int[groups];
        var weights = new double[Rows];
        for (var resample = 0; resample < resamples; resample++)
        {
            Array.Clear(counts);
            for (var draw = 0; draw < groups; draw++)
                counts[random.Next(groups)]++;
            for (var i = 0; i < weights.Length; i++)
                weights[i] = counts[groupOfRow[i]];
            for (var s = 0; s < statistics.Count; s++)
                values[s][resample] = statistics[s](weights);
        }

        return values;
    }
}
