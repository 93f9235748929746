using Triage.Codes;

namespace Triage.Codebooks;

/// <summary>What every codebook must keep to, whatever file it comes from.</summary>
internal static class CodebookRules
{
    /// <summary>More levels than anybody codes with; keeps damaged files from building absurd trees.</summary>
    public const int MaximumDepth = 32;

    /// <summary>Makes the exception for entry <paramref name="index"/> of the list <c>codes</c> or <c>categories</c>.</summary>
    public delegate InputException Complaint(string list, int index, string field, string problem);

    public static void Check(IReadOnlyList<Code> codes, IReadOnlyList<Category> categories, Complaint complain)
    {
        if (codes.Count == 0)
            throw complain("codes", 0, "id", "the codebook has no codes; give at least one under 'codes'");
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var above = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < codes.Count; i++)
        {
            Check("codes", i, codes[i].Id, codes[i].Name, seen, complain);
            for (var slash = codes[i].Id.IndexOf('/'); slash >= 0; slash = codes[i].Id.IndexOf('/', slash + 1))
                above.Add(codes[i].Id[..slash]);
        }

        for (var i = 0; i < categories.Count; i++)
        {
            Check("categories", i, categories[i].Id, categories[i].Name, seen, complain);
            if (!above.Contains(categories[i].Id))
                throw complain("categories", i, "id", $"no code stands under the category '{categories[i].Id}'; remove it or correct its id");
        }
    }

    private static void Check(string list, int index, string id, string name, Dictionary<string, string> seen, Complaint complain)
    {
        if (IdProblem(id) is { } problem)
            throw complain(list, index, "id", problem);
        if (string.IsNullOrWhiteSpace(name))
            throw complain(list, index, "name", $"the name of '{id}' is empty; write a name or leave the field out");
        if (!seen.TryAdd(id, id))
        {
            throw complain(list, index, "id", seen[id] == id
                ? $"the id '{id}' is given twice; every id may stand once among codes and categories"
                : $"the ids '{seen[id]}' and '{id}' differ only in case; rename one");
        }
    }

    private static string? IdProblem(string id)
    {
        if (id.Length == 0)
            return "the id is empty; write the path of the code, e.g. server/request/procedure";
        if (Verdict.Is(id))
            return $"'{id}' is a word of the code files and cannot be the id of a code";
        if (id.Any(char.IsControl))
            return $"the id '{id.ReplaceLineEndings(" ")}' holds a line break or another control character";
        var levels = id.Split('/');
        if (levels.Any(level => level.Length == 0))
            return $"the id '{id}' has an empty level; a single '/' stands between levels, none at the ends";
        if (levels.Any(level => level != level.Trim()))
            return $"the id '{id}' has spaces around a level; remove them";
        return levels.Length > MaximumDepth ? $"the id has {levels.Length} levels; at most {MaximumDepth} are read" : null;
    }
}
