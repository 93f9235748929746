namespace Triage.Training.Calibrating;

/// <summary>
/// Temperature scaling (Guo et al., ICML 2017): one number per head that divides log-probabilities before they are normalised again.
/// It leaves every ranking as it is. Fit it on out-of-fold scores only.
/// </summary>
public static class Temperature
{
    private const double Least = 0.2;
    private const double Most = 5;

    /// <summary>The temperature of the least negative log-likelihood of <paramref name="gold"/>, by golden-section search over its logarithm.</summary>
    /// <param name="scores">Probabilities of each post, summing to 1.</param>
    /// <param name="gold">Index of the right class of each post.</param>
    public static float Fit(IReadOnlyList<float[]> scores, IReadOnlyList<int> gold)
    {
        if (scores.Count == 0)
            return 1;
        var logs = scores.Select(s => s.Select(p => Math.Log(Math.Max(p, 1e-12))).ToArray()).ToList();
        return (float)Math.Exp(GoldenSection(t => Loss(logs, gold, Math.Exp(t)), Math.Log(Least), Math.Log(Most)));
    }

    /// <summary>As <see cref="Fit"/> for yes-or-no scores.</summary>
    public static float FitBinary(IReadOnlyList<float> scores, IReadOnlyList<bool> gold) =>
        Fit([.. scores.Select(p => new[] { 1 - p, p })], [.. gold.Select(g => g ? 1 : 0)]);

    /// <summary>Probabilities at another temperature.</summary>
    public static float[] Apply(IReadOnlyList<float> probabilities, float temperature)
    {
        var logs = probabilities.Select(p => Math.Log(Math.Max(p, 1e-38)) / temperature).ToArray();
        var max = logs.Max();
        var powers = logs.Select(l => Math.Exp(l - max)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(p => (float)(p / sum))];
    }

    private static double Loss(List<double[]> logs, IReadOnlyList<int> gold, double temperature)
    {
        var loss = 0.0;
        for (var i = 0; i < logs.Count; i++)
        {
            var max = logs[i].Max();
            var sum = logs[i].Sum(l => Math.Exp((l - max) / temperature));
            loss -= ((logs[i][gold[i]] - max) / temperature) - Math.Log(sum);
        }

        return loss;
    }

    private static double GoldenSection(Func<double, double> f, double low, double high)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
        var (fa, fb) = (f(a), f(b));
        while (high - low > 1e-4)
        {
            if (fa < fb)
            {
                (high, b, fb) = (b, a, fa);
                a = high - (ratio * (high - low));
                fa = f(a);
            }
            else
            {
                (low, a, fa) = (a, b, fb);
                b = low + (ratio * (high - low));
                fb = f(b);
            }
        }

        return (low + high) / 2;
    }
}
