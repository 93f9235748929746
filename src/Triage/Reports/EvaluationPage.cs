using System.Globalization;
using Triage.Evaluation;
using Triage.Evaluation.Details;
using Triage.Predictions;

namespace Triage.Reports;

/// <summary>An evaluation as an HTML page.</summary>
public static class EvaluationPage
{
    private static readonly (string Key, string Name)[] Main =
    [
        ("leaf.top1", "best code"), ("leaf.top3", "among best 3"), ("leaf.top5", "among best 5"), ("leaf.top1OrSecond", "first or second"),
        ("leaf.kappa", "kappa"), ("leaf.macroF1", "macro F1"), ("inner.accuracy", "inner category"), ("platform.accuracy", "top level"), ("platform.ofCode", "top level (code)"), ("relevance.auc", "relevance AUC"),
    ];

    /// <param name="report">The figures.</param>
    /// <param name="details">Slices, baselines, mistakes.</param>
    /// <param name="title">Of the page.</param>
    /// <param name="facts">What was measured and how: names with values.</param>
    public static string Write(EvaluationReport report, EvaluationDetails details, string title, IEnumerable<(string Name, string Value)> facts)
    {
        var page = new HtmlPage(title).Facts([.. facts, ("rows with a code", report.N.ToString("N0", CultureInfo.InvariantCulture))]);
        Figures(page, report);
        Baselines(page, report, details.Baselines);
        if (details.Comparison is { } comparison)
            Comparison(page, comparison);
        Slices(page, details.Slices);
        Scores(page, report);
        Codes(page, report, details);
        Confusions(page, report, details.Siblings);
        Mistakes(page, details.Mistakes);
        return page.ToString();
    }

    private static void Figures(HtmlPage page, EvaluationReport report)
    {
        page.Section("figures", "Figures").Paragraph("Each figure with its 95 % interval, from resampled posts. Levels: the code itself, its inner category, its top level (platform).");
        page.Charts(Chart.Intervals("Figures", new Axis("share (kappa: agreement beyond chance)", [0, 1]), Main.Where(entry => double.IsFinite(report[entry.Key].Value)).Select(entry => (entry.Name, "", report[entry.Key]))));
        page.Table(new HtmlTable("All figures, by their keys in metrics.json.", "figure", "#value").Rows(report.Figures.Select(figure => (IReadOnlyList<Cell>)[figure.Key, Cell.Of(figure.Value)])));
    }

    private static void Baselines(HtmlPage page, EvaluationReport report, IReadOnlyList<Baseline> baselines)
    {
        if (baselines.Count == 0)
            return;
        string[] keys = ["leaf.top1", "leaf.top3", "leaf.top5", "leaf.kappa", "leaf.macroF1", "inner.accuracy", "platform.ofCode"];
        page.Section("baselines", "Beside simpler ways, and people").Paragraph("What the figures would be without learning, and how far another coder agrees with this one. A figure that a baseline does not define is a dash.");
        page.Charts(Chart.Intervals("Best code right", new Axis("share", [0, 1], Percent: true),
            baselines.Where(baseline => baseline.Figures.ContainsKey("leaf.top1")).Select(baseline => (baseline.Name, "", baseline.Figures["leaf.top1"])).Prepend(("this model", "", report["leaf.top1"]))));
        var table = new HtmlTable("", ["", "#n", .. keys.Select(key => "#" + key), "how"]);
        table.Row(["this model", report.N, .. keys.Select(key => Cell.Of(report[key])), "the evaluation of this page"]);
        foreach (var baseline in baselines)
            table.Row([baseline.Name, baseline.N, .. keys.Select(key => Cell.Of(baseline.Figures.GetValueOrDefault(key, Figure.Undefined))), baseline.How]);
        page.Table(table);
    }

    private static void Comparison(HtmlPage page, ModelComparison comparison)
    {
        page.Section("comparison", "Against another run").Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"The same {comparison.Rows:N0} rows predicted by {comparison.Other}. Differences are paired: both models are resampled on the same posts. Of the posts of which only one best code is right, {comparison.OnlyThis:N0} are this model's and {comparison.OnlyOther:N0} the other's (McNemar's exact test: p = {comparison.McNemar:G3})."));
        page.Table(new HtmlTable("", "figure", "#this", "#other", "#difference", "#p").Rows(comparison.Figures.Select(figure => (IReadOnlyList<Cell>)
            [figure.Key, Cell.Number(figure.This), Cell.Number(figure.Other), Cell.Of(figure.Difference.Difference), Cell.Number(figure.Difference.PValue)])));
    }

    private static void Slices(HtmlPage page, IReadOnlyList<Slice> slices)
    {
        if (slices.Count == 0)
            return;
        page.Section("slices", "By platform, year, era, answers and decision");
        page.Charts([.. slices.Where(slice => slice.Report.N > 0).GroupBy(slice => slice.By).Where(group => group.Count() is > 1 and < 40).Select(group =>
            Chart.Intervals($"By {group.Key}", new Axis("share", [0, 1], Percent: true), group.SelectMany(slice => new[] { (slice.Name, "best code", slice.Report["leaf.top1"]), (slice.Name, "among best 5", slice.Report["leaf.top5"]) })))]);
        string[] keys = ["leaf.top1", "leaf.top3", "leaf.top5", "leaf.kappa", "inner.accuracy", "platform.accuracy", "relevance.auc", "calibration.ece"];
        page.Table(new HtmlTable("Parts with few rows have wide intervals.", ["by", "part", "#rows", .. keys.Select(key => "#" + key)])
            .Rows(slices.Select(slice => (IReadOnlyList<Cell>)[slice.By, slice.Name, slice.Report.N, .. keys.Select(key => Cell.Of(slice.Report[key]))])));
    }

    private static void Scores(HtmlPage page, EvaluationReport report)
    {
        if (report.N == 0)
            return;
        page.Section("scores", "Can the scores be believed?").Paragraph("Left: posts grouped by the score of their best code; on the dashed line a score of 0.8 is right in 80 % of cases. Right: how many posts are decided, and how many of those are right, when only scores from a threshold on are taken.");
        page.Charts(
            Chart.Lines("Reliability", new Axis("mean score of the best code", [0, 1]), new Axis("share that is right", [0, 1]),
                report.Reliability.Select(bin => ("", bin.Confidence, Study.Shares.Wilson(bin.Accuracy * bin.Count, bin.Count),
                    string.Create(CultureInfo.InvariantCulture, $"score {bin.Confidence:F2}, right {bin.Accuracy:F2}\n{bin.Count} rows from {bin.Low:F2} to {bin.High:F2}"))), diagonal: true, square: true),
            Chart.Lines("Coverage and precision by threshold", new Axis("least score", [0, 1]), new Axis("share", [0, 1]), report.Coverage.SelectMany(point => new[]
            {
                ("decided", point.Threshold, point.Coverage, string.Create(CultureInfo.InvariantCulture, $"from {point.Threshold:F2}: {point.Coverage.Value:P1} decided")),
                ("of these right", point.Threshold, point.Precision, string.Create(CultureInfo.InvariantCulture, $"from {point.Threshold:F2}: {point.Precision.Value:P1} right")),
            }), square: true));
        page.Table(new HtmlTable("Not decided is what mozilla's bugbug calls not classified.", "#score at least", "#decided, %", "#not decided, %", "#of the decided right, %")
            .Rows(report.Coverage.Select(point => (IReadOnlyList<Cell>)[Cell.Number(point.Threshold, 2), Cell.Percent(point.Coverage), Cell.Number(100 * (1 - point.Coverage.Value), 1), Cell.Percent(point.Precision)])));
        page.Table(new HtmlTable("The groups of the reliability diagram.", "#from", "#to", "#rows", "#mean score", "#right")
            .Rows(report.Reliability.Select(bin => (IReadOnlyList<Cell>)[Cell.Number(bin.Low), Cell.Number(bin.High), bin.Count, Cell.Number(bin.Confidence), Cell.Number(bin.Accuracy)])));
    }

    private static void Codes(HtmlPage page, EvaluationReport report, EvaluationDetails details)
    {
        page.Section("codes", "Codes").Paragraph("Support: rows that the coder gave the code. 'few' marks a support under 5: the figures of such a code mean little. Not classified: rows from which the model abstains; the last three columns count these as missed, and as given no code.");
        var decided = details.Decisions.ToDictionary(code => code.Code);
        page.Table(new HtmlTable("", "code", "few", "#support", "#given", "#precision", "#recall", "#F1", "#not classified", "#precision of the classified", "#recall with abstaining", "#F1 with abstaining").Rows(report.Codes.Select(code =>
        {
            var own = decided.GetValueOrDefault(code.Code);
            return (IReadOnlyList<Cell>)[code.Code, code.Few ? "few" : "", code.Figures.Support, code.Figures.Predicted, Cell.Number(code.Figures.Precision), Cell.Number(code.Figures.Recall), Cell.Number(code.Figures.F1),
                own is null ? code.Figures.Support : own.NotClassified, own is null ? "–" : Cell.Number(own.Figures.Precision), own is null ? "–" : Cell.Number(own.Figures.Recall), own is null ? "–" : Cell.Number(own.Figures.F1)];
        })));
    }

    private static void Confusions(HtmlPage page, EvaluationReport report, IReadOnlyList<SiblingConfusion> siblings)
    {
        page.Section("confusions", "Confusions").Paragraph("Codes that are taken for one another, within an inner category first: rows are the coder's codes, columns the model's. Categories with most confusion among siblings come first.");
        foreach (var (family, i) in siblings.Select((family, i) => (family, i)))
        {
            var names = family.Codes.Select(code => code[(code.LastIndexOf('/') + 1)..]).ToList();
            page.Raw($"<details{(i < 3 ? " open" : "")}><summary>{HtmlPage.Encode(family.Category)}</summary>\n");
            page.Table(new HtmlTable("", ["coder \\ model", .. names, "elsewhere", "not classified"]) { Sortable = false }.Rows(family.Counts.Select((row, r) =>
            {
                var total = Math.Max(1, row.Sum());
                return (IReadOnlyList<Cell>)[names[r], .. row.Select(count => new Cell(count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture), Heat: count / (double)total))];
            })));
            page.Raw("</details>\n");
        }

        page.Table(new HtmlTable("The most frequent confusions over all codes.", "coder's code", "model's code", "#rows").Rows(report.Confusions.Take(60).Select(pair => (IReadOnlyList<Cell>)[pair.Gold, pair.Predicted, pair.Count])));
    }

    private static void Mistakes(HtmlPage page, IReadOnlyList<Mistake> mistakes)
    {
        if (mistakes.Count == 0)
            return;
        page.Section("mistakes", "Most confident mistakes").Paragraph("Where model and coder differ although the model is sure: errors of the model, or of the coder. Worth reading first.");
        page.Table(new HtmlTable("", "post", "coder's code", "coder's second", "model's code", "#score", "#score of the coder's", "decision").Rows(mistakes.Select(mistake => (IReadOnlyList<Cell>)
        [
            new Cell(mistake.PostId, Link: PostLink.Of(mistake.PostId)), mistake.Gold, mistake.SecondGold ?? "", mistake.Predicted, Cell.Number(mistake.Score),
            mistake.GoldScore is { } score ? Cell.Number(score) : "–", LabelWriter.Word(mistake.Decision),
        ])));
    }
}
