using System.Globalization;
using System.Text;
using CsvHelper;
using Triage.Evaluation;

namespace Triage.Study;

/// <summary>A taxonomy as plain text and as CSV.</summary>
public static class TaxonomyText
{
    /// <summary>The tree with counts and shares of the platform, one node a line; of a model's labels with intervals.</summary>
    public static string Tree(Taxonomy taxonomy)
    {
        var text = new StringBuilder();
        foreach (var root in taxonomy.Roots)
            Line(text, root, "", "", taxonomy.Source == TaxonomySource.Model);
        foreach (var (why, posts) in taxonomy.Outside)
            text.Append(CultureInfo.InvariantCulture, $"({why}: {Count(posts, taxonomy.Source == TaxonomySource.Model)})\n");
        return text.ToString();
    }

    /// <summary>One row a node: <c>source,node,level,name,posts,posts_low,posts_high,share_percent,share_low,share_high</c>; shares in per cent of the top-level node (of a top-level node: of all).</summary>
    public static string Csv(Taxonomy taxonomy)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            Record(csv, "source", "node", "level", "name", "posts", "posts_low", "posts_high", "share_percent", "share_low", "share_high");
            foreach (var node in taxonomy.Roots.SelectMany(root => root.Flatten()))
            {
                Record(csv, Word(taxonomy.Source), node.Id, Number(node.Depth), node.Name, Number(node.Posts.Value), Number(node.Posts.Low), Number(node.Posts.High),
                    Number(100 * node.Share.Value), Number(100 * node.Share.Low), Number(100 * node.Share.High));
            }

            foreach (var (why, posts) in taxonomy.Outside)
                Record(csv, Word(taxonomy.Source), $"({why})", "0", why, Number(posts.Value), Number(posts.Low), Number(posts.High), "", "", "");
        }

        return text.ToString();
    }

    /// <summary>coded or model.</summary>
    public static string Word(TaxonomySource source) => source == TaxonomySource.Coded ? "coded" : "model";

    internal static string Count(Figure posts, bool withInterval) => withInterval
        ? string.Create(CultureInfo.InvariantCulture, $"{posts.Value:F1} [{posts.Low:F0}, {posts.High:F0}]")
        : posts.Value.ToString("F0", CultureInfo.InvariantCulture);

    internal static string Percent(Figure share, bool withInterval) => double.IsNaN(share.Value) ? "-" : withInterval
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * share.Value:F1} % [{100 * share.Low:F1}, {100 * share.High:F1}]")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * share.Value:F1} %");

    private static void Line(StringBuilder text, TaxonomyNode node, string lead, string below, bool withInterval)
    {
        text.Append(CultureInfo.InvariantCulture, $"{lead}{node.Name}  {Count(node.Posts, withInterval)}  ({Percent(node.Share, withInterval)})\n");
        for (var i = 0; i < node.Children.Count; i++)
        {
            var last = i == node.Children.Count - 1;
            Line(text, node.Children[i], below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), withInterval);
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? "" : Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);

    private static void Record(CsvWriter csv, params IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }
}
