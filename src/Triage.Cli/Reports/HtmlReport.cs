using System.Globalization;
using System.Net;
using System.Text;
using Triage.Evaluation;
using Triage.Training;

namespace Triage.Cli.Reports;

/// <summary>An evaluation as one HTML page without scripts and without anything from elsewhere.</summary>
internal sealed class HtmlReport
{
    private const int MostConfusions = 30;

    private readonly StringBuilder _html = new();

    private HtmlReport()
    {
    }

    /// <param name="report">The figures.</param>
    /// <param name="title">Of the page.</param>
    /// <param name="facts">What was measured and how: names with values.</param>
    public static string Write(EvaluationReport report, string title, IEnumerable<(string Name, string Value)> facts)
    {
        var page = new HtmlReport();
        page._html.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{Encode(title)}}</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
            table { border-collapse: collapse; margin: 0 0 2rem; }
            th, td { padding: .25rem .75rem; border-bottom: 1px solid #ddd; text-align: right; font-variant-numeric: tabular-nums; }
            th:first-child, td:first-child { text-align: left; }
            </style></head><body>
            <h1>{{Encode(title)}}</h1>

            """);
        page.Table(["", ""], facts.Select(f => new[] { f.Name, f.Value }));
        page.Heading("Figures with 95 % intervals");
        page.Table(["figure", "value"], FigureTable.Rows([report]));
        page.Heading("Coverage and precision");
        page.Table(["score at least", "decided", "of these right"], report.Coverage.Select(c => new[] { Number(c.Threshold), FigureTable.Text(c.Coverage), FigureTable.Text(c.Precision) }));
        page.Heading("Most that can be decided at a precision, by level of the tree");
        page.Table(
            ["level", .. report.Levels.Take(1).SelectMany(l => l.AtPrecision).Select(a => $"precision {Number(a.Precision)}")],
            report.Levels.Select(l => l.AtPrecision.Select(a => $"{Number(a.Coverage)} (score at least {Number(a.Threshold)})").Prepend(Whole(l.Level)).ToArray()));
        page.Heading("Codes");
        page.Table(
            ["code", "posts", "given", "precision", "recall", "F1"],
            report.Codes.Select(c => new[] { c.Code + (c.Few ? " (few)" : ""), Whole(c.Figures.Support), Whole(c.Figures.Predicted), Number(c.Figures.Precision), Number(c.Figures.Recall), Number(c.Figures.F1) }));
        page.Heading("Most frequent confusions");
        page.Table(["coder's code", "model's code", "posts"], report.Confusions.Take(MostConfusions).Select(c => new[] { c.Gold, c.Predicted, Whole(c.Count) }));
        page._html.Append("</body></html>\n");
        return page._html.ToString();
    }

    private void Heading(string text) => _html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(text)}</h2>\n");

    private void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        _html.Append("<table>\n");
        if (header.Any(h => h.Length > 0))
            Row("th", header);
        foreach (var row in rows)
            Row("td", row);
        _html.Append("</table>\n");
    }

    private void Row(string tag, IEnumerable<string> cells) =>
        _html.Append("<tr>").AppendJoin("", cells.Select(c => $"<{tag}>{Encode(c)}</{tag}>")).Append("</tr>\n");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
