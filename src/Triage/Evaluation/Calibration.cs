namespace Triage.Evaluation;

/// <summary>Rows of about the same confidence.</summary>
/// <param name="Low">Lowest confidence in the bin.</param>
/// <param name="High">Highest confidence in the bin.</param>
/// <param name="Count">Rows in the bin.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">The share of them that is right.</param>
public readonly record struct ReliabilityBin(double Low, double High, int Count, double Confidence, double Accuracy);

/// <summary>Whether a score of 0.8 means right in 80 % of cases.</summary>
public static class Calibration
{
    /// <summary>Bins of the expected calibration error.</summary>
    public const int DefaultBins = 15;

    /// <summary>
    /// Expected calibration error (0..1) over bins that hold the same number of rows each: the mean gap between confidence and accuracy.
    /// It is never negative, so that noise alone puts it above 0 on few rows.
    /// Sources: Guo et al., ICML 2017 (ECE); Nixon et al., Measuring Calibration in Deep Learning, 2019 (adaptive, equal-mass bins).
    /// </summary>
    /// <param name="confidence">Score of the decision of each row.</param>
    /// <param name="right">Whether the decision was right.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public static double ExpectedError(IReadOnlyList<double> confidence, IReadOnlyList<bool> right, int bins = DefaultBins)
        => Weighted.Once(ExpectedErrorOf(confidence, right, bins), confidence.Count);

    /// <summary>The expected calibration error as a statistic for <see cref="Bootstrap"/>.</summary>
    public static Statistic ExpectedErrorOf(IReadOnlyList<double> confidence, IReadOnlyList<bool> right, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var order = Order(confidence);
        var gaps = order.Select(i => confidence[i] - (right[i] ? 1 : 0)).ToArray();
        return weights =>
        {
            double total = 0;
            foreach (var weight in weights)
                total += weight;
            double error = 0, gap = 0, before = 0;
            var bin = 0;
            for (var i = 0; i < order.Length; i++)
            {
                var weight = weights[order[i]];
                var own = BinOf(before, weight, total, bins);
                if (own != bin)
                {
                    error += Math.Abs(gap);
                    gap = 0;
                    bin = own;
                }

                gap += weight * gaps[i];
                before += weight;
            }

            return total > 0 ? (error + Math.Abs(gap)) / total : double.NaN;
        };
    }

    /// <summary>The bins behind <see cref="ExpectedError"/>, by ascending confidence; empty ones are left out.</summary>
    public static IReadOnlyList<ReliabilityBin> Bins(IReadOnlyList<double> confidence, IReadOnlyList<bool> right, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return [.. Order(confidence).Select((row, position) => (row, bin: BinOf(position, 1, confidence.Count, bins)))
            .GroupBy(entry => entry.bin, entry => entry.row)
            .Select(rows => new ReliabilityBin(rows.Min(i => confidence[i]), rows.Max(i => confidence[i]), rows.Count(),
                rows.Average(i => confidence[i]), rows.Average(i => right[i] ? 1d : 0d)))];
    }

    /// <summary>Brier score of each row, 0 (sure and right) to 2 (sure and wrong): squared distance from the gold class. Source: Brier, Monthly Weather Review 78 (1950).</summary>
    public static IReadOnlyList<double> Brier(IReadOnlyList<float[]> scores, IReadOnlyList<int> gold)
        => [.. gold.Select((index, row) => scores[row].Select((score, i) => Math.Pow(score - (i == index ? 1 : 0), 2)).Sum())];

    /// <summary>Log loss of each row in nats: minus the logarithm of the score of the gold class, which is taken as at least 1e-15.</summary>
    public static IReadOnlyList<double> LogLoss(IReadOnlyList<float[]> scores, IReadOnlyList<int> gold)
        => [.. gold.Select((index, row) => -Math.Log(Math.Clamp(scores[row][index], 1e-15, 1)))];

    private static int[] Order(IReadOnlyList<double> confidence) => [.. Enumerable.Range(0, confidence.Count).OrderBy(i => confidence[i])];

    private static int BinOf(double before, double weight, double total, int bins)
        => Math.Min(bins - 1, (int)((before + (weight / 2)) / total * bins));
}
