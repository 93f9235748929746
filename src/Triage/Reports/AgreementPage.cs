using System.Globalization;
using Triage.Evaluation.Agreement;

namespace Triage.Reports;

/// <summary>A report of agreement as an HTML page.</summary>
public static class AgreementPage
{
    public static string Write(AgreementReport report)
    {
        var page = new HtmlPage($"Agreement of {string.Join(", ", report.Coders)}")
            .Facts([("posts", string.Create(CultureInfo.InvariantCulture, $"{report.Posts:N0} coded by at least two")), ("coders", string.Join(", ", report.Coders))]);
        page.Section("overall", "Overall");
        page.Charts(Chart.Intervals("Agreement with 95 % intervals", new Axis("agreement"), report.Overall.Select(figure => (AgreementText.Name(figure.Name), figure.Level, figure.Figure))));
        Figures(page, "All coders together.", report.Overall);
        Notes(page, report.Notes);
        Pairs(page, report);
        Consensus(page, report);
        page.Section("codes", "By code and platform").Paragraph("Positive agreement: of the times that a code was given, the share in which another coder gave it too. 'few' marks codes given to fewer than 5 posts.");
        page.Table(Labels("Platforms.", report.PerPlatform.Select(platform => platform.Platform)));
        page.Table(new HtmlTable("Agreement on codes within posts that all put under one platform.", "platform", "figure", "#value", "#n")
            .Rows(report.PerPlatform.SelectMany(platform => platform.Within.Select(figure => (IReadOnlyList<Cell>)[platform.Platform.Label, AgreementText.Name(figure.Name), Cell.Of(figure.Figure), figure.N]))));
        page.Table(Labels("Codes.", report.PerCode));
        page.Section("disagreements", "Disagreements").Paragraph("The posts on which coders differ, and the highest level of the tree at which they part: what to discuss first.");
        page.Table(new HtmlTable(string.Create(CultureInfo.InvariantCulture, $"{report.Disagreements.Count:N0} posts."), ["post", "part at", .. report.Coders])
            .Rows(report.Disagreements.Select(post => (IReadOnlyList<Cell>)[new Cell(post.PostId, Link: PostLink.Of(post.PostId)), post.Level, .. post.Codes.Select(code => new Cell(code ?? "–"))])));
        return page.ToString();
    }

    private static void Pairs(HtmlPage page, AgreementReport report)
    {
        page.Section("pairs", report.Pairs.Count == 1 ? "The two coders" : "Pairs of coders");
        foreach (var pair in report.Pairs)
        {
            page.Heading(string.Create(CultureInfo.InvariantCulture, $"{pair.First} and {pair.Second}, {pair.N:N0} posts"));
            Figures(page, "", pair.Figures);
            if (report.Pairs.Count > 1)
                Notes(page, pair.Notes);
            page.Table(new HtmlTable("Different codes given to the same post, the most frequent first.", pair.First, pair.Second, "#posts")
                .Rows(pair.Confusion.Select(confused => (IReadOnlyList<Cell>)[confused.First, confused.Second, confused.Count])));
        }
    }

    private static void Consensus(HtmlPage page, AgreementReport report)
    {
        page.Section("consensus", "Against the consensus").Paragraph("Each coder against the code that more than half of the other coders gave (of two coders: the other one), and the model against the code that more than half of all coders gave.");
        var table = new HtmlTable("", "coder", "figure", "level", "#value", "#n", "#without consensus");
        foreach (var coder in report.AgainstConsensus)
            table.Rows(coder.Figures.Select(figure => (IReadOnlyList<Cell>)[coder.Coder, AgreementText.Name(figure.Name), figure.Level, Cell.Of(figure.Figure), coder.N, coder.WithoutConsensus]));
        page.Table(table);
    }

    private static void Figures(HtmlPage page, string caption, IReadOnlyList<AgreementFigure> figures)
        => page.Table(new HtmlTable(caption, "figure", "level", "#value", "#n", "interval")
            .Rows(figures.Select(figure => (IReadOnlyList<Cell>)[AgreementText.Name(figure.Name), figure.Level, Cell.Of(figure.Figure), figure.N, figure.Interval])));

    private static HtmlTable Labels(string caption, IEnumerable<LabelAgreement> labels)
        => new HtmlTable(caption, "code", "#positive agreement", "#posts", "few")
            .Rows(labels.Select(label => (IReadOnlyList<Cell>)[label.Label, Cell.Of(label.Positive), label.Items, label.Few ? "few" : ""]));

    private static void Notes(HtmlPage page, IReadOnlyList<Note> notes) => page.List(notes.Select(note => note.Text));
}
