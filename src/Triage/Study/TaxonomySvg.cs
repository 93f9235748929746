using System.Globalization;
using System.Net;
using System.Text;

namespace Triage.Study;

/// <summary>A taxonomy as a picture that stands alone (a paper's figure): the tree by indentation, a bar for the share of the platform, count and share beside it.</summary>
public static class TaxonomySvg
{
    private const int RowHeight = 20, Indent = 18, NameWidth = 380, BarWidth = 260, Width = NameWidth + BarWidth + 190, Head = 34;

    public static string Write(Taxonomy taxonomy, string title)
    {
        var model = taxonomy.Source == TaxonomySource.Model;
        var nodes = taxonomy.Roots.SelectMany(root => root.Flatten()).ToList();
        // Top-level bars show the whole platform; the scale is that of the nodes below.
        var most = nodes.Where(node => node.Depth > 1 && double.IsFinite(node.Share.High)).Select(node => model ? node.Share.High : node.Share.Value).DefaultIfEmpty(1).Max();
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Head + (nodes.Count * RowHeight) + 10}" width="{Width}" height="{Head + (nodes.Count * RowHeight) + 10}" font-family="system-ui, sans-serif" font-size="13" fill="#222" role="img">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <rect width="100%" height="100%" fill="#fff"/>
            <text x="8" y="20" font-size="15" font-weight="600">{WebUtility.HtmlEncode(title)}</text>

            """);
        for (var i = 0; i < nodes.Count; i++)
            Row(svg, nodes[i], Head + (i * RowHeight), most, model);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Row(StringBuilder svg, TaxonomyNode node, int y, double most, bool model)
    {
        double x = 8 + ((node.Depth - 1) * Indent), text = y + 14;
        var weight = node.Depth == 1 ? " font-weight=\"700\"" : node.Children.Count > 0 ? " font-weight=\"600\"" : "";
        svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(node.Id)}: {TaxonomyText.Count(node.Posts, model)} posts, {TaxonomyText.Percent(node.Share, true)}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{text}\"{weight}>{WebUtility.HtmlEncode(node.Name)}</text>");
        if (node.Depth > 1 && node.Share.Value > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{NameWidth}\" y=\"{y + 4}\" width=\"{BarWidth * node.Share.Value / most:F1}\" height=\"{RowHeight - 8}\" fill=\"{(node.Children.Count > 0 ? "#4269d0" : "#97bbf5")}\"/>");
            if (model)
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{NameWidth + (BarWidth * node.Share.Low / most):F1} {y + 10}H{NameWidth + (BarWidth * node.Share.High / most):F1}\" stroke=\"#222\"/>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{NameWidth + BarWidth + 10}\" y=\"{text}\"{weight}>{TaxonomyText.Count(node.Posts, false)} ({TaxonomyText.Percent(node.Share, false)})</text></g>\n");
    }
}
