using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Triage.Reports;

/// <summary>
/// A report as one HTML page that needs nothing from elsewhere: style, scripts and the plotting library (Observable Plot on D3, from npm) stand in it, and its
/// policy forbids any loading. Every figure of a plot stands in a table too, for readers without scripts.
/// </summary>
public sealed class HtmlPage
{
    private readonly StringBuilder body = new();
    private readonly List<(string Id, string Title)> sections = [];
    private readonly string title;
    private bool hasCharts;

    public HtmlPage(string title) => this.title = title;

    /// <summary>Begins a section, which the contents list.</summary>
    public HtmlPage Section(string id, string heading)
    {
        sections.Add((id, heading));
        return Raw($"<h2 id=\"{id}\">{Encode(heading)}</h2>\n");
    }

    public HtmlPage Heading(string text) => Raw($"<h3>{Encode(text)}</h3>\n");

    public HtmlPage Paragraph(string text, string? kind = null) => Raw($"<p{(kind is null ? "" : $" class=\"{kind}\"")}>{Encode(text)}</p>\n");

    public HtmlPage List(IEnumerable<string> items) => Raw($"<ul>\n{string.Concat(items.Select(item => $"<li>{Encode(item)}</li>\n"))}</ul>\n");

    /// <summary>Names with values.</summary>
    public HtmlPage Facts(IEnumerable<(string Name, string Value)> facts)
        => Raw($"<dl class=\"facts\">\n{string.Concat(facts.Select(fact => $"<dt>{Encode(fact.Name)}</dt><dd>{Encode(fact.Value)}</dd>\n"))}</dl>\n");

    public HtmlPage Table(HtmlTable table)
    {
        table.WriteTo(body);
        return this;
    }

    /// <summary>Plots, side by side where there is room.</summary>
    public HtmlPage Charts(params IReadOnlyList<Chart> charts)
    {
        hasCharts = true;
        Raw("<div class=\"charts\">\n");
        foreach (var chart in charts)
            Raw($"<figure data-chart><figcaption>{Encode(chart.Caption)}</figcaption><div class=\"plot\"></div><script type=\"application/json\">{JsonSerializer.Serialize(chart.Specification, Chart.Json)}</script></figure>\n");
        return Raw("</div>\n");
    }

    /// <summary>Markup as it stands; what comes from outside must be encoded.</summary>
    public HtmlPage Raw(string html)
    {
        body.Append(html);
        return this;
    }

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The whole page.</summary>
    public override string ToString()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>{Encode(title)}</title>
            <style>
            {ShippedText.Read("report.css")}</style>
            </head>
            <body>
            <h1>{Encode(title)}</h1>
            <nav aria-label="Contents"><ul>{string.Concat(sections.Select(section => $"<li><a href=\"#{section.Id}\">{Encode(section.Title)}</a></li>"))}</ul></nav>

            """);
        page.Append(body);
        if (hasCharts && ShippedText.Has("plot.js"))
            page.Append("<script>").Append(ShippedText.Read("d3.js")).Append("</script>\n<script>").Append(ShippedText.Read("plot.js")).Append("</script>\n");
        return page.Append("<script>\n").Append(ShippedText.Read("report.js")).Append("</script>\n</body>\n</html>\n").ToString();
    }
}
