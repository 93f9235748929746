using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Triage.Codebooks;

/// <summary>Reads <see cref="CodebookYaml"/>'s shape event by event: no recursion, and every complaint knows its line.</summary>
internal sealed class CodebookYamlReader(string text, string? source)
{
    private readonly Parser parser = new(new StringReader(text));
    private readonly List<Code> codes = [];
    private readonly List<Category> categories = [];
    private readonly Dictionary<(string List, int Index), (long Entry, Dictionary<string, long> Fields)> lines = [];
    private string name = "";
    private string version = "";
    private string description = "";

    public Codebook Read()
    {
        parser.MoveNext();
        parser.MoveNext();
        if (!parser.Accept<DocumentStart>(out _))
            throw new InputException("the codebook is empty; it needs 'name', 'version' and 'codes'", source);
        parser.MoveNext();
        var fields = Mapping("codebook", ReadTop);
        if (!fields.ContainsKey("codes"))
            throw new InputException("the codebook has no field 'codes'", source, 1, "codes");
        if (name.Length == 0)
            throw new InputException("the codebook has no name; add 'name: ...'", source, fields.GetValueOrDefault("name", 1), "name");
        parser.MoveNext();
        if (parser.Accept<DocumentStart>(out var second))
            throw new InputException("a second YAML document starts here; a codebook is one document", source, second.Start.Line);
        return new Codebook(name, version, description, codes, categories, Complain);
    }

    private void ReadTop(string field, long line)
    {
        switch (field)
        {
            case "name": name = Text(field); break;
            case "version": version = Text(field); break;
            case "description": description = Text(field); break;
            case "categories": Sequence(field, ReadCategory); break;
            case "codes": Sequence(field, ReadCode); break;
            default: throw Unknown(field, line, "name, version, description, categories, codes");
        }
    }

    private void ReadCategory()
    {
        string id = "", title = "", definition = "";
        Entry("categories", categories.Count, (field, line) =>
        {
            switch (field)
            {
                case "id": id = Text(field); break;
                case "name": title = Text(field); break;
                case "definition": definition = Text(field); break;
                default: throw Unknown(field, line, "id, name, definition");
            }
        });
        categories.Add(new Category(id, title, definition));
    }

    private void ReadCode()
    {
        var code = new Code { Id = "", Name = "" };
        var fields = Entry("codes", codes.Count, (field, line) => code = field switch
        {
            "id" => code with { Id = Text(field) },
            "name" => code with { Name = Text(field) },
            "definition" => code with { Definition = Text(field) },
            "hints" => code with { Hints = Texts(field) },
            "synonyms" => code with { Synonyms = Texts(field) },
            "help" => code with { Help = Texts(field) },
            "never_accept" => code with { NeverAccept = Flag(field) },
            _ => throw Unknown(field, line, "id, name, definition, hints, synonyms, help, never_accept"),
        });
        codes.Add(fields.ContainsKey("name") ? code : code with { Name = code.Id[(code.Id.LastIndexOf('/') + 1)..] });
    }

    private Dictionary<string, long> Entry(string list, int index, Action<string, long> read)
    {
        var line = parser.Current!.Start.Line;
        var fields = Mapping($"entry of {list}", read);
        lines[(list, index)] = (line, fields);
        return fields;
    }

    private Dictionary<string, long> Mapping(string what, Action<string, long> read)
    {
        if (!parser.TryConsume<MappingStart>(out _))
            throw new InputException($"the {what} must be a list of 'field: value' lines", source, parser.Current!.Start.Line);
        var fields = new Dictionary<string, long>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw new InputException("a plain field name is expected here", source, parser.Current!.Start.Line);
            if (!fields.TryAdd(key.Value, key.Start.Line))
                throw new InputException($"the field is given twice (first in line {fields[key.Value]})", source, key.Start.Line, key.Value);
            read(key.Value, key.Start.Line);
        }

        return fields;
    }

    private void Sequence(string field, Action read)
    {
        if (!parser.TryConsume<SequenceStart>(out _))
            throw new InputException("a list is expected here: lines that start with '- '", source, parser.Current!.Start.Line, field);
        while (!parser.TryConsume<SequenceEnd>(out _))
            read();
    }

    private List<string> Texts(string field)
    {
        var values = new List<string>();
        Sequence(field, () => values.Add(Text(field)));
        return values;
    }

    private string Text(string field)
    {
        if (!parser.TryConsume<Scalar>(out var scalar))
            throw new InputException("a single text is expected here", source, parser.Current!.Start.Line, field);
        return scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null" ? "" : scalar.Value.Trim();
    }

    private bool Flag(string field)
    {
        var line = parser.Current!.Start.Line;
        return Text(field) switch
        {
            "true" => true,
            "false" => false,
            var other => throw new InputException($"'{other}' is neither true nor false", source, line, field),
        };
    }

    private InputException Unknown(string field, long line, string known)
        => new($"there is no field '{field}'; the fields here are {known}", source, line, field);

    private InputException Complain(string list, int index, string field, string problem)
    {
        var line = lines.TryGetValue((list, index), out var entry) ? entry.Fields.GetValueOrDefault(field, entry.Entry) : (long?)null;
        return new InputException(problem, source, line, field);
    }
}
