namespace Triage.Evaluation;

/// <summary>A figure that fell too far.</summary>
/// <param name="Key">Its key in <c>metrics.json</c>.</param>
/// <param name="Previous">What it was.</param>
/// <param name="Current">What it is.</param>
/// <param name="Least">What it had to be at least (of an error: at most).</param>
public sealed record Regression(string Key, double Previous, double Current, double Least);

/// <summary>Keeps a worse model from replacing a better one, as bugbug's gate does: every figure must reach a share of what the previous model had.</summary>
public static class RegressionGate
{
    /// <summary>The figures that fail, in the order of the previous report; empty when the gate is passed.</summary>
    /// <param name="previous">Figures of the previous model, as <see cref="MetricsJson.ReadFigures"/> gives them.</param>
    /// <param name="current">Figures of the new model.</param>
    /// <param name="share">Above 0 up to 1, e.g. 0.95. Errors (<c>calibration.*</c>, where less is better) may grow to previous / share.</param>
    public static IReadOnlyList<Regression> Check(IReadOnlyDictionary<string, Figure> previous, EvaluationReport current, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var failed = new List<Regression>();
        foreach (var (key, figure) in previous.Where(entry => !double.IsNaN(entry.Value.Value)))
        {
            var isError = key.StartsWith("calibration.", StringComparison.Ordinal);
            var limit = isError ? figure.Value / share : figure.Value >= 0 ? figure.Value * share : figure.Value / share;
            var now = current[key].Value;
            // A figure that is gone (NaN) fails too: nobody can say that it did not fall.
            if (isError ? !(now <= limit) : !(now >= limit))
                failed.Add(new Regression(key, figure.Value, now, limit));
        }

        return failed;
    }
}
