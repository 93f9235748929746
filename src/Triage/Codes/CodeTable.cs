namespace Triage.Codes;

/// <summary>Who gave which post which code: the input of agreement statistics. Posts are rows, coders columns, both in order of appearance; a missing or pending code is null.</summary>
public sealed class CodeTable
{
    private readonly CodedPost?[,] cells;

    private CodeTable(IReadOnlyList<string> posts, IReadOnlyList<string> coders, CodedPost?[,] cells)
    {
        Posts = posts;
        Coders = coders;
        this.cells = cells;
    }

    /// <summary>Ids of the posts.</summary>
    public IReadOnlyList<string> Posts { get; }

    public IReadOnlyList<string> Coders { get; }

    /// <summary>The code that a coder gave, null where he gave none.</summary>
    public string? this[int post, int coder] => cells[post, coder]?.Code;

    /// <summary>The whole row that a coder gave, null where he gave none.</summary>
    public CodedPost? Row(int post, int coder) => cells[post, coder];

    /// <summary>A table of one or several lists of codes. A coder who coded the same post in two lists stands for two coders, <c>name (2)</c> in the second.</summary>
    /// <exception cref="InputException">Fewer than two coders, or no post coded by two of them.</exception>
    public static CodeTable From(params IReadOnlyList<IReadOnlyList<CodedPost>> lists)
    {
        var posts = new Dictionary<string, int>(StringComparer.Ordinal);
        var coders = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new Dictionary<(int Post, int Coder), CodedPost>();
        for (var list = 0; list < lists.Count; list++)
        {
            var twice = lists[list].Where(row => coders.TryGetValue(row.Coder, out var coder) && posts.TryGetValue(row.PostId, out var post) && rows.ContainsKey((post, coder)))
                .Select(row => row.Coder).ToHashSet(StringComparer.Ordinal);
            foreach (var row in lists[list])
            {
                var name = twice.Contains(row.Coder) ? $"{row.Coder} ({list + 1})" : row.Coder;
                var key = (Index(posts, row.PostId), Index(coders, name));
                if (!rows.TryAdd(key, row))
                    throw new InputException($"post {row.PostId} has a second row of coder '{row.Coder}' (first in line {rows[key].Line}); keep one", row.Source, row.Line, "post_id");
            }
        }

        return Make([.. posts.Keys], [.. coders.Keys], rows);
    }

    private static CodeTable Make(List<string> posts, List<string> coders, Dictionary<(int Post, int Coder), CodedPost> rows)
    {
        var cells = new CodedPost?[posts.Count, coders.Count];
        foreach (var ((post, coder), row) in rows)
        {
            if (row.Code != Verdict.Pending)
                cells[post, coder] = row;
        }

        if (coders.Count < 2)
            throw new InputException($"agreement needs two coders; only {(coders.Count == 0 ? "none" : $"'{coders[0]}'")} is here");
        var table = new CodeTable(posts, coders, cells);
        if (!Enumerable.Range(0, posts.Count).Any(post => Enumerable.Range(0, coders.Count).Count(coder => table[post, coder] is not null) > 1))
            throw new InputException($"no post was coded by two of the coders ({string.Join(", ", coders)}); they coded different posts");
        return table;
    }

    private static int Index(Dictionary<string, int> indices, string key)
    {
        if (!indices.TryGetValue(key, out var index))
            indices.Add(key, index = indices.Count);
        return index;
    }
}
