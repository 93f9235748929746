using System.Globalization;
using Triage.Evaluation;

namespace Triage.Training;

/// <summary>Figures as a table that people read: in cards and on the terminal.</summary>
public static class FigureTable
{
    private static readonly (string Key, string Name)[] Named =
    [
        ("leaf.top1", "code, best"),
        ("leaf.top3", "code among best 3"),
        ("leaf.top5", "code among best 5"),
        ("leaf.top1OrSecond", "best is first or second code"),
        ("leaf.kappa", "kappa"),
        ("leaf.macroF1", "macro F1"),
        ("inner.accuracy", "inner category"),
        ("platform.accuracy", "top-level node"),
        ("relevance.auc", "relevance, AUC"),
        ("calibration.ece", "calibration error"),
    ];

    /// <summary>A row for the number of posts and one for each figure that a report has: its name, then its value in each report.</summary>
    public static IEnumerable<string[]> Rows(IReadOnlyList<EvaluationReport> reports)
    {
        yield return ["rows with a code", .. reports.Select(r => r.N.ToString("N0", CultureInfo.InvariantCulture))];
        foreach (var (key, name) in Named)
        {
            if (reports.Any(r => double.IsFinite(r[key].Value)))
                yield return [name, .. reports.Select(r => Text(r[key]))];
        }
    }

    /// <summary><c>0.543 [0.512, 0.574]</c>, or a dash where the data do not define it.</summary>
    public static string Text(Figure figure) => double.IsNaN(figure.Value)
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{figure.Value:F3} [{figure.Low:F3}, {figure.High:F3}]");
}
