namespace Triage.Evaluation.Agreement;

/// <summary>95 % intervals by formula.</summary>
internal static class NormalIntervals
{
    /// <summary>The 97.5 % point of the normal distribution.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>Value plus and minus 1.96 standard errors, kept within -1..1.</summary>
    public static Figure Around(double value, double standardError) => Around(value, standardError, Z);

    /// <summary>As above with the 97.5 % point of Student's t for few items.</summary>
    public static Figure Around(double value, double standardError, int degreesOfFreedom)
        => Around(value, standardError, StudentT(degreesOfFreedom));

    /// <summary>Interval of a share. Source: Wilson, Journal of the American Statistical Association 22 (1927), 209-212.</summary>
    public static Figure Wilson(double hits, double n)
    {
        if (n <= 0)
            return Figure.Undefined;
        var share = hits / n;
        var middle = (share + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        return new Figure(share, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>97.5 % point of Student's t: exact for 1 and 2 degrees of freedom, above by the expansion 26.7.5 of Abramowitz and Stegun (1964).</summary>
    internal static double StudentT(int degrees)
    {
        if (degrees < 1)
            return double.PositiveInfinity;
        if (degrees == 1)
            return 12.706204736432095;
        if (degrees == 2)
            return 4.302652729911275;
        double z = Z, v = degrees;
        var z3 = z * z * z;
        var z5 = z3 * z * z;
        var z7 = z5 * z * z;
        var z9 = z7 * z * z;
        return z + ((z3 + z) / (4 * v)) + (((5 * z5) + (16 * z3) + (3 * z)) / (96 * v * v))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384 * v * v * v))
            + (((79 * z9) + (776 * z7) + (1482 * z5) - (1920 * z3) - (945 * z)) / (92160 * v * v * v * v));
    }

    private static Figure Around(double value, double standardError, double point)
        => double.IsNaN(value) || double.IsNaN(standardError)
            ? Figure.Undefined with { Value = value }
            : new Figure(value, Math.Max(-1, value - (point * standardError)), Math.Min(1, value + (point * standardError)));
}
