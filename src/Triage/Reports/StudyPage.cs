using System.Globalization;
using System.Text;
using Triage.Study;

namespace Triage.Reports;

/// <summary>A study's report as an HTML page.</summary>
public static class StudyPage
{
    private static readonly IReadOnlyDictionary<string, string> Times = new Dictionary<string, string>
    {
        ["1"] = "1 min",
        ["10"] = "10 min",
        ["60"] = "1 h",
        ["480"] = "8 h",
        ["1440"] = "1 d",
        ["10080"] = "1 w",
        ["43200"] = "30 d",
        ["525600"] = "1 y",
    };

    public static string Write(StudyReport report)
    {
        var page = new HtmlPage("The study, reproduced")
            .Facts([("posts", string.Create(CultureInfo.InvariantCulture, $"{report.Posts:N0}")), ("read from", report.Source)]);
        if (report.Popularity.Count > 0)
            Popularity(page, report);
        if (report.Difficulty.Sets.Count > 0)
            Difficulty(page, report);
        if (report.Coded is { } coded)
            Taxonomy(page, coded, "coded", "RQ3 Taxonomy (coded by people)", string.Create(CultureInfo.InvariantCulture, $"{coded.Posts:N0} posts that people coded, and each node's share of its platform. {coded.Intervals}."));
        if (report.Labelled is { } labelled)
        {
            Taxonomy(page, labelled, "labelled", "RQ3 Taxonomy (labelled by the model)",
                "These are labels of a model, not codes of people. Each post counts for a code with the probability that the model gives it, so counts are expected counts. " + labelled.Intervals + ". Intervals hold what the scores leave open in each post, not errors that the model makes alike in many.");
        }

        return page.Section("notes", "Notes").List(report.Notes).ToString();
    }

    private static void Popularity(HtmlPage page, StudyReport report)
    {
        page.Section("popularity", "RQ1 Popularity").Paragraph("Questions asked, and different people who asked, each year.");
        page.Charts(
            Chart.Bars("Questions a year", new Axis("year"), new Axis("questions"), report.Popularity.Select(year => (Year(year), year.Count.Set, (double)year.Count.Questions))),
            Chart.Bars("Users a year", new Axis("year"), new Axis("users"), report.Popularity.Select(year => (Year(year), year.Count.Set, (double)year.Count.Users))));
        var published = report.Popularity.Any(year => year.Questions is not null);
        var table = published ? new HtmlTable("Published: figures of Chen et al. for the same set and year.", "set", "#year", "#questions", "#users", "#published questions", "#published users", "equal")
            : new HtmlTable("", "set", "#year", "#questions", "#users");
        foreach (var year in report.Popularity)
        {
            Cell[] own = [year.Count.Set, new Cell(Year(year), year.Count.Year), year.Count.Questions, year.Count.Users];
            table.Row(published ? [.. own, year.Questions is { } q ? q : "–", year.Users is { } u ? u : "–", year.Same ? "yes" : "no"] : own);
        }

        page.Table(table);
    }

    private static string Year(YearComparison year) => year.Count.Year.ToString(CultureInfo.InvariantCulture);

    private static void Difficulty(HtmlPage page, StudyReport report)
    {
        page.Section("difficulty", "RQ2 Difficulty").Paragraph("The share of questions without an accepted answer, and the time to the accepted answer. Whiskers of the boxes end within 1.5 box lengths.");
        var shares = report.Difficulty.Sets.Select(set => (set.Set, "", set.Share)).Concat(report.Others is { } other ? [("other questions", "", other.Share)] : []);
        List<Chart> charts =
        [
            Chart.Intervals("Without an accepted answer", new Axis("share of questions", Percent: true), shares),
            Chart.Boxes("Time to the accepted answer", new Axis("time (logarithmic)", Log: true, Names: Times), report.Difficulty.Sets.Select(set => (set.Set, set.Minutes)), 1),
        ];
        if (report.Others is { } others)
        {
            charts.Add(Chart.Boxes("The same, whole days dropped as published", new Axis("time (logarithmic)", Log: true, Names: Times),
                report.Difficulty.Sets.Select(set => (set.Set, set.MinutesDaysDropped)).Append(("other", others.MinutesDaysDropped)), 1));
        }

        page.Charts(charts);
        var table = new HtmlTable("Minutes to the accepted answer; the last column drops whole days, as the published figures do, and is for comparison with them only.",
            "set", "#questions", "#without accepted answer", "#%", "#timed", "#median minutes", "#first quartile", "#third quartile", "#median, days dropped");
        foreach (var set in report.Difficulty.Sets)
            table.Row(set.Set, set.Questions, set.WithoutAccepted, Cell.Percent(set.Share), set.Minutes.N, Cell.Of(set.Minutes.Median, 0), Cell.Number(set.Minutes.Q1, 0), Cell.Number(set.Minutes.Q3, 0), Cell.Number(set.MinutesDaysDropped.Median.Value, 0));
        if (report.Others is { } rest)
            table.Row("other questions (published)", rest.Questions, rest.WithoutAccepted, Cell.Percent(rest.Share), rest.MinutesDaysDropped.N, "–", "–", "–", Cell.Number(rest.MinutesDaysDropped.Median.Value, 0));
        page.Table(table);
        Tests(page, report);
    }

    private static void Tests(HtmlPage page, StudyReport report)
    {
        var shares = new HtmlTable("Shares without accepted answer: two-sample test for equality of proportions.", "first", "second", "#difference, points", "#chi-square", "#p");
        foreach (var test in report.Difficulty.Shares.Concat(report.Others is { } other ? [other.Shares] : []))
            shares.Row(test.First, test.Second, Cell.Percent(test.Difference), Cell.Number(test.ChiSquare, 2), new Cell(StudyText.P(test.PValue), test.PValue));
        var times = new HtmlTable("Times to the accepted answer: Mann-Whitney test.", "first", "second", "times", "#n first", "#n second", "#U", "#p", "#first takes longer, chance");
        foreach (var (test, kind) in report.Difficulty.Times.Select(test => (test, "whole")).Concat(report.Others is { } others ? [(others.TimesDaysDropped, "days dropped")] : []))
            times.Row(test.First, test.Second, kind, test.N1, test.N2, Cell.Number(test.U, 0), new Cell(StudyText.P(test.PValue), test.PValue), Cell.Number(test.Superiority, 2));
        page.Table(shares).Table(times);
    }

    private static void Taxonomy(HtmlPage page, Taxonomy taxonomy, string id, string heading, string lead)
    {
        var model = taxonomy.Source == TaxonomySource.Model;
        page.Section(id, heading).Paragraph(lead, model ? "marked" : null);
        var html = new StringBuilder("<div class=\"tree\">\n");
        foreach (var root in taxonomy.Roots)
            Node(html, root, model);
        page.Raw(html.Append("</div>\n").ToString());
        page.Table(new HtmlTable("All nodes; shares of the platform (of a platform: of all posts).", "node", "#level", "#posts", "#share, %")
            .Rows(taxonomy.Roots.SelectMany(root => root.Flatten()).Select(node => (IReadOnlyList<Cell>)[node.Id, node.Depth, Cell.Of(node.Posts, model ? 1 : 0), Cell.Percent(node.Share)])));
        if (taxonomy.Outside.Count > 0)
            page.Table(new HtmlTable("Posts outside the tree.", "why", "#posts").Rows(taxonomy.Outside.Select(entry => (IReadOnlyList<Cell>)[entry.Key, Cell.Of(entry.Value, model ? 1 : 0)])));
    }

    private static void Node(StringBuilder html, TaxonomyNode node, bool model)
    {
        var bar = node.Depth > 1 && node.Share.Value > 0 ? string.Create(CultureInfo.InvariantCulture, $"<span class=\"bar\" style=\"width:{30 * node.Share.Value:F2}em\"></span>") : "";
        var line = $"{HtmlPage.Encode(node.Name)} <span class=\"count\">{TaxonomyText.Count(node.Posts, model)} ({TaxonomyText.Percent(node.Share, model)})</span>{bar}";
        if (node.Children.Count == 0)
        {
            html.Append("<div class=\"leaf\">").Append(line).Append("</div>\n");
            return;
        }

        html.Append(node.Depth == 1 ? "<details open><summary>" : "<details><summary>").Append(line).Append("</summary>\n");
        foreach (var child in node.Children)
            Node(html, child, model);
        html.Append("</details>\n");
    }
}
