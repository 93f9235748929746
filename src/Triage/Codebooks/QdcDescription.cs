namespace Triage.Codebooks;

/// <summary>What of a code has no element of its own in a .qdc file: lines of its description that begin with a mark.</summary>
internal static class QdcDescription
{
    private const string Id = "Id: ";
    private const string Hint = "Hint: ";
    private const string Synonym = "Synonym: ";
    private const string Help = "Help: ";
    private const string NeverAccept = "Never accept without a person.";

    public static string Write(Node node, Code? code)
    {
        var lines = new List<string>();
        if (node.Definition.Length > 0)
            lines.Add(node.Definition);
        if (code is not null)
        {
            lines.AddRange(code.Hints.Select(text => Hint + text));
            lines.AddRange(code.Synonyms.Select(text => Synonym + text));
            lines.AddRange(code.Help.Select(text => Help + text));
            if (code.NeverAccept)
                lines.Add(NeverAccept);
        }

        var level = node.Id[(node.Id.LastIndexOf('/') + 1)..];
        if (QdcFile.Slug(node.Name) != level)
            lines.Add(Id + level);
        return string.Join('\n', lines);
    }

    /// <summary>Takes a description apart; the code's <see cref="Code.Id"/> is the marked level only, empty when there is none.</summary>
    public static Code Read(string name, string description)
    {
        var definition = new List<string>();
        List<string> hints = [], synonyms = [], help = [];
        var level = "";
        var never = false;
        foreach (var line in description.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Marked(line, Hint) is { } hint)
                hints.Add(hint);
            else if (Marked(line, Synonym) is { } synonym)
                synonyms.Add(synonym);
            else if (Marked(line, Help) is { } text)
                help.Add(text);
            else if (Marked(line, Id) is { } id)
                level = id;
            else if (line.Trim() == NeverAccept)
                never = true;
            else
                definition.Add(line);
        }

        return new Code
        {
            Id = level,
            Name = name,
            Definition = string.Join('\n', definition).Trim(),
            Hints = hints,
            Synonyms = synonyms,
            Help = help,
            NeverAccept = never,
        };
    }

    private static string? Marked(string line, string mark)
    {
        var trimmed = line.Trim();
        return trimmed.StartsWith(mark, StringComparison.Ordinal) ? trimmed[mark.Length..] : null;
    }
}
