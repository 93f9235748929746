using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation;
using Triage.Evaluation.Agreement;
using Triage.Evaluation.Details;
using Triage.Reports;
using Triage.Study;

namespace Triage.Tests.Reports;

public class PageTests
{
    private const string Nasty = "<script>alert(1)</script> & \"quotes\" </script>";

    [Fact]
    public void A_page_loads_nothing_and_lets_no_text_become_markup()
    {
        var html = new HtmlPage(Nasty).Section("a", Nasty).Paragraph(Nasty).Heading(Nasty).List([Nasty]).Facts([(Nasty, Nasty)])
            .Table(new HtmlTable(Nasty, "name", "#n").Row(Nasty, 1200).Row(new Cell(Nasty, Link: "https://example.org/?a=1&b=\""), Cell.Of(Figure.Undefined)))
            .Charts(Chart.Intervals(Nasty, new Axis(Nasty), [(Nasty, Nasty, new Figure(0.5, 0.4, 0.6))]), Chart.Bars("b", new Axis("x"), new Axis("y"), [(Nasty, Nasty, 1)]))
            .ToString();
        var page = Parse(html);
        Assert.DoesNotContain("alert(1)</script>", html);
        Assert.Equal(Nasty, page.Title);
        Assert.Equal(Nasty, page.QuerySelector("h2")!.TextContent);
        Assert.Equal(Nasty, page.QuerySelector("tbody td")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("link, img, iframe, script[src], object"));
        Assert.Contains("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"));
        foreach (var script in page.QuerySelectorAll("script[type='application/json']"))
            JsonDocument.Parse(script.TextContent).Dispose();
        Assert.Equal(Nasty, JsonDocument.Parse(page.QuerySelector("script[type='application/json']")!.TextContent).RootElement.GetProperty("data")[0].GetProperty("label").GetString());
    }

    [Fact]
    public void Numbers_sort_by_value_and_show_their_interval()
    {
        var page = Parse(new HtmlPage("t").Table(new HtmlTable("", "name", "#n").Row("a", Cell.Of(new Figure(0.12345, 0.1, 0.2))).Row("b", 12_345)).ToString());
        var cells = page.QuerySelectorAll("td.n").ToList();
        Assert.Equal("0.123 0.100 to 0.200", cells[0].TextContent);
        Assert.Equal(0.12345, double.Parse(cells[0].GetAttribute("data-sort")!, CultureInfo.InvariantCulture));
        Assert.Equal(("12,345", "12345"), (cells[1].TextContent, cells[1].GetAttribute("data-sort")));
    }

    [Fact]
    public void The_page_of_the_study_holds_its_figures_and_marks_what_the_model_labelled()
    {
        var codebook = ShippedCodebook.Load();
        var posts = Enumerable.Range(0, 60).Select(i => new StudyPost($"{i}", i % 2 == 0 ? "server" : "mobile", new DateTime(2018 + (i % 3), 1, 1, 0, 0, 0, DateTimeKind.Utc), $"u{i}", i % 3 == 0, i % 3 == 0 ? new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc) : null)).ToList();
        var coded = Taxonomy.Of(posts.Select((post, i) => new CodedPost(post.Id, codebook[i].Id, null, null, "ann")), codebook);
        var labelled = ModelTaxonomy.Of([.. posts.Select((post, i) => new LabelledPost(post.Id, 0.9, [new ScoredCode(codebook[i].Id, 0.6), new ScoredCode(codebook[80].Id, 0.4)]))], codebook, 100);
        var page = Parse(StudyPage.Write(StudyAnalysis.Compute(posts, "test", null, coded, labelled)));
        Assert.Equal(["RQ1 Popularity", "RQ2 Difficulty", "RQ3 Taxonomy (coded by people)", "RQ3 Taxonomy (labelled by the model)", "Notes"], page.QuerySelectorAll("nav a").Select(link => link.TextContent));
        Assert.Contains("not codes of people", page.QuerySelector("p.marked")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll(".tree").Length);
        Assert.All(codebook.Codes, code => Assert.Contains(page.QuerySelectorAll("td"), cell => cell.TextContent == code.Id));
    }

    [Fact]
    public void The_page_of_an_evaluation_holds_every_code_slice_baseline_and_mistake()
    {
        var codebook = ShippedCodebook.Load();
        var posts = EvaluatedPosts.Random(codebook, 300, 5);
        var report = EvaluationReport.Compute(new EvaluationInput([.. posts.Select(post => post.ToRow(codebook))], codebook), 40);
        var details = new EvaluationDetails
        {
            Slices = Slices.Of(posts, codebook, resamples: 40),
            Decisions = Decisions.PerCode(posts, codebook),
            Siblings = Decisions.Siblings(posts, codebook),
            Baselines = [new Baseline("majority", "how", 300, new Dictionary<string, Figure> { ["leaf.top1"] = new(0.1, 0.05, 0.15) })],
            Mistakes = Decisions.Mistakes(posts, codebook),
        };
        var page = Parse(EvaluationPage.Write(report, details, "Evaluation", [("on", "random scores")]));
        var cells = page.QuerySelectorAll("td").Select(cell => cell.TextContent).ToHashSet();
        Assert.All(report.Codes, code => Assert.Contains(code.Code, cells));
        Assert.All(details.Slices, slice => Assert.Contains(slice.Name, cells));
        Assert.Contains("majority", cells);
        Assert.Contains("few", cells);
        Assert.All(details.Mistakes, mistake => Assert.NotNull(page.QuerySelector($"a[href='https://stackoverflow.com/questions/{mistake.PostId}']")));
        Assert.True(page.QuerySelectorAll("figure[data-chart]").Length >= 6);
    }

    [Fact]
    public void The_page_and_text_of_agreement_hold_the_same_figures()
    {
        var codebook = ShippedCodebook.Load();
        var random = new Random(8);
        List<CodedPost> Coder(string name) => [.. Enumerable.Range(0, 80).Select(i => new CodedPost($"{i}", codebook[random.Next(4) == 0 ? random.Next(81) : i % 20].Id, null, null, name))];
        var report = new AgreementAnalysis(CodeTable.From(Coder("ann"), Coder("ben"), Coder("cleo")), codebook, resamples: 40).Compute();
        var text = AgreementText.Write(report);
        var page = Parse(AgreementPage.Write(report));
        var alpha = report.Overall.Single(figure => figure is { Name: "alpha", Level: "code" }).Figure.Value.ToString("F3", CultureInfo.InvariantCulture);
        Assert.Contains(alpha, text);
        Assert.Contains(page.QuerySelectorAll("td.n"), cell => cell.TextContent.StartsWith(alpha, StringComparison.Ordinal));
        Assert.Equal(3, page.QuerySelectorAll("#pairs ~ h3").Length);
        using var json = JsonDocument.Parse(AgreementJson.Write(report));
        Assert.Equal(report.Disagreements.Count, json.RootElement.GetProperty("disagreements").GetArrayLength());
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
