namespace Triage.Evaluation;

/// <summary>What happens when only decisions of at least a threshold's confidence are taken.</summary>
/// <param name="Threshold">The least confidence (0..1).</param>
/// <param name="Coverage">Share of rows that are decided.</param>
/// <param name="Precision">Share of the decided rows that are right; undefined when none is decided.</param>
public readonly record struct CoveragePoint(double Threshold, Figure Coverage, Figure Precision);

/// <summary>The trade between deciding many posts and deciding them right.</summary>
/// <remarks>Source: El-Yaniv and Wiener, On the foundations of noise-free selective classification, JMLR 11 (2010) (the risk-coverage curve; precision is 1 - risk).</remarks>
public static class CoverageCurve
{
    /// <summary>0, 0.05, 0.10 ... 0.95.</summary>
    public static IReadOnlyList<double> DefaultThresholds { get; } = [.. Enumerable.Range(0, 20).Select(step => step / 20d)];

    /// <summary>The curve, a point for each threshold in the order given.</summary>
    public static IReadOnlyList<CoveragePoint> Compute(IReadOnlyList<double> confidence, IReadOnlyList<bool> right, Bootstrap bootstrap, IReadOnlyList<double>? thresholds = null)
    {
        thresholds ??= DefaultThresholds;
        var statistics = new List<Statistic>();
        foreach (var threshold in thresholds)
        {
            statistics.Add(Weighted.Share(confidence.Select(score => score >= threshold)));
            statistics.Add(Weighted.Mean([.. confidence.Select((score, i) => score < threshold ? double.NaN : right[i] ? 1 : 0)]));
        }

        var figures = bootstrap.Intervals(statistics);
        return [.. thresholds.Select((threshold, i) => new CoveragePoint(threshold, figures[2 * i], figures[(2 * i) + 1]))];
    }
}
