using System.Text;

namespace Triage.Codebooks;

/// <summary>Finds codes by how people spell them: case, spacing and punctuation do not count.</summary>
internal sealed class SpellingIndex
{
    /// <summary>Longer spellings are cut before comparing: no id comes near it, and the cost of a distance grows with the square.</summary>
    private const int LongestCompared = 200;

    private readonly IReadOnlyList<Code> codes;
    private readonly Dictionary<string, List<int>> byKey = new(StringComparer.Ordinal);

    public SpellingIndex(IReadOnlyList<Code> codes)
    {
        this.codes = codes;
        for (var i = 0; i < codes.Count; i++)
        {
            var top = codes[i].Id.Split('/')[0];
            Add(codes[i].Id, i);
            foreach (var synonym in codes[i].Synonyms)
            {
                Add(synonym, i);
                Add($"{top}/{synonym}", i);
            }
        }
    }

    public static bool IsUnder(string id, string? node)
        => node is null || (id.StartsWith(node, StringComparison.Ordinal) && (id.Length == node.Length || id[node.Length] == '/'));

    public int? Resolve(string spelling, string? under)
    {
        if (!byKey.TryGetValue(Key(spelling), out var found))
            return null;
        var meant = found.Where(index => IsUnder(codes[index].Id, under)).Take(2).ToList();
        return meant.Count == 1 ? meant[0] : null;
    }

    public IEnumerable<int> Nearest(string spelling, int count, string? under)
    {
        var key = Key(spelling.Length > LongestCompared ? spelling[..LongestCompared] : spelling);
        return Enumerable.Range(0, codes.Count)
            .Where(index => IsUnder(codes[index].Id, under))
            .OrderBy(index => Distance(key, codes[index]))
            .Take(count);
    }

    /// <summary>Lower case, every run of other than letters and digits one space.</summary>
    internal static string Key(string spelling)
    {
        var key = new StringBuilder(spelling.Length);
        var gap = false;
        foreach (var character in spelling)
        {
            if (!char.IsLetterOrDigit(character))
            {
                gap = key.Length > 0;
                continue;
            }

            if (gap)
                key.Append(' ');
            gap = false;
            key.Append(char.ToLowerInvariant(character));
        }

        return key.ToString();
    }

    private void Add(string spelling, int index)
    {
        var key = Key(spelling);
        if (key.Length == 0)
            return;
        if (!byKey.TryGetValue(key, out var found))
            byKey.Add(key, found = []);
        if (!found.Contains(index))
            found.Add(index);
    }

    /// <summary>Distance to the path or to an end of it; each level left out costs one, so that whole paths win ties.</summary>
    private static int Distance(string key, Code code)
    {
        var levels = code.Id.Split('/');
        var best = int.MaxValue;
        for (var from = 0; from < levels.Length; from++)
            best = Math.Min(best, from + Levenshtein(key, Key(string.Join('/', levels[from..]))));
        return code.Synonyms.Select(synonym => 1 + Levenshtein(key, Key(synonym))).Append(best).Min();
    }

    private static int Levenshtein(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
