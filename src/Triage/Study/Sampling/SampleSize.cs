using MathNet.Numerics.Distributions;

namespace Triage.Study.Sampling;

/// <summary>
/// How many posts to code so that a share is known within an interval at a confidence level.
/// Source: Cochran, Sampling Techniques (1977), sections 4.4 and 4.5: n0 = z² p (1 - p) / e², corrected for a finite population N: n = n0 / (1 + (n0 - 1) / N).
/// The study of Chen et al. uses 95 % and 5 % for each platform.
/// </summary>
public static class SampleSize
{
    /// <param name="population">Posts to draw from.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1, e.g. 0.95.</param>
    /// <param name="interval">Half the width of the interval (margin of error), above 0 and below 1, e.g. 0.05.</param>
    /// <param name="share">The share expected; 0.5 is the most cautious.</param>
    /// <returns>Rounded up; at most the population.</returns>
    public static int Of(int population, double confidence = 0.95, double interval = 0.05, double share = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(population);
        if (confidence is not (> 0 and < 1) || interval is not (> 0 and < 1) || share is not (> 0 and < 1))
            throw new ArgumentException("confidence, interval and share lie above 0 and below 1");
        var z = Normal.InvCDF(0, 1, 1 - ((1 - confidence) / 2));
        var infinite = z * z * share * (1 - share) / (interval * interval);
        return population == 0 ? 0 : Math.Min(population, (int)Math.Ceiling((infinite / (1 + ((infinite - 1) / population))) - 1e-9));
    }

    /// <summary>The half width that a sample of some size reaches; the inverse of <see cref="Of"/>.</summary>
    public static double Interval(int size, int population, double confidence = 0.95, double share = 0.5)
    {
        var z = Normal.InvCDF(0, 1, 1 - ((1 - confidence) / 2));
        return size == 0 ? double.NaN : population <= 1 ? 0 : z * Math.Sqrt(share * (1 - share) / size * Math.Max(0, population - size) / (population - 1d));
    }
}
