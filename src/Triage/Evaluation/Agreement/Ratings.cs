using Triage.Codes;

namespace Triage.Evaluation.Agreement;

/// <summary>
/// Items rated by coders with labels 0..n-1; -1 where a coder gave none. Items with fewer than two ratings say nothing of agreement and are left out,
/// so that all figures of a report rest on the same items (Gwet's own programs keep them when estimating the shares of labels).
/// </summary>
public sealed class Ratings
{
    /// <param name="items">For each item, the label of each coder or -1.</param>
    /// <param name="labels">Names of the labels.</param>
    /// <param name="ids">Ids of the items; their numbers where left out.</param>
    public Ratings(IReadOnlyList<int[]> items, IReadOnlyList<string> labels, IReadOnlyList<string>? ids = null)
    {
        var kept = Enumerable.Range(0, items.Count).Where(i => items[i].Count(label => label >= 0) >= 2).ToList();
        Items = [.. kept.Select(i => items[i])];
        Ids = [.. kept.Select(i => ids?[i] ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        Labels = labels;
    }

    public IReadOnlyList<int[]> Items { get; }

    public IReadOnlyList<string> Ids { get; }

    public IReadOnlyList<string> Labels { get; }

    public int Count => Items.Count;

    public int Coders => Items.Count == 0 ? 0 : Items[0].Length;

    /// <summary>Ratings of a table of codes, each code seen as <paramref name="labelOf"/> (itself, its inner category, its platform); labels in order of appearance.</summary>
    public static Ratings From(CodeTable table, Func<string, string> labelOf)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        var items = Enumerable.Range(0, table.Posts.Count).Select(post => Enumerable.Range(0, table.Coders.Count).Select(coder =>
        {
            if (table[post, coder] is not { } code)
                return -1;
            var label = labelOf(code);
            if (!labels.TryGetValue(label, out var index))
                labels.Add(label, index = labels.Count);
            return index;
        }).ToArray()).ToList();
        return new Ratings(items, [.. labels.Keys], table.Posts);
    }

    /// <summary>The items that two coders both rated, as the labels of the first and of the second.</summary>
    public (int[] First, int[] Second, IReadOnlyList<string> Ids) Pair(int first, int second)
    {
        var both = Enumerable.Range(0, Count).Where(i => Items[i][first] >= 0 && Items[i][second] >= 0).ToList();
        return ([.. both.Select(i => Items[i][first])], [.. both.Select(i => Items[i][second])], [.. both.Select(i => Ids[i])]);
    }

    /// <summary>How often each label was given to an item.</summary>
    internal double[] CountsOf(int item)
    {
        var counts = new double[Labels.Count];
        foreach (var label in Items[item])
        {
            if (label >= 0)
                counts[label]++;
        }

        return counts;
    }
}
