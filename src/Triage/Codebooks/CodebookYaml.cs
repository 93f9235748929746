using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Triage.Codebooks;

/// <summary>
/// Codebooks as YAML:
/// <code>
/// name: ...
/// version: "1"
/// description: ...
/// categories:            # optional: names and definitions of nodes that are not codable
/// - {id: server, name: Server and cloud, definition: ...}
/// codes:                 # in the order of scores
/// - id: server/request/procedure
///   name: ...            # optional: the last level of the id
///   definition: ...
///   hints: [...]
///   synonyms: [...]
///   help: [...]
///   never_accept: false
/// </code>
/// Unknown fields are errors, so that a misspelt field is not lost in silence.
/// </summary>
public static class CodebookYaml
{
    /// <summary>Reads a codebook file.</summary>
    /// <exception cref="InputException">Names file, line and field.</exception>
    public static Codebook Read(string path) => Parse(StrictText.Read(path), path);

    /// <summary>Reads a codebook from text, e.g. from a model file's metadata.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">Names source, line and field.</exception>
    public static Codebook Parse(string text, string? source = null)
    {
        try
        {
            return new CodebookYamlReader(text, source).Read();
        }
        catch (YamlException problem)
        {
            throw new InputException($"not readable as YAML: {problem.InnerException?.Message ?? problem.Message}", source, problem.Start.Line, inner: problem);
        }
    }

    /// <summary>The codebook as YAML: the same codebook gives the same text, and <see cref="Parse"/> gives the same codebook back.</summary>
    public static string Write(Codebook codebook)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: 160, isCanonical: false, maxSimpleKeyLength: 1024, newLine: "\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        emitter.Emit(new MappingStart());
        Field(emitter, "name", codebook.Name);
        Field(emitter, "version", codebook.Version, ScalarStyle.DoubleQuoted);
        Field(emitter, "description", codebook.Description);
        if (codebook.Categories.Count > 0)
            List(emitter, "categories", codebook.Categories, Write);
        List(emitter, "codes", codebook.Codes, Write);
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(IEmitter emitter, Category category)
    {
        emitter.Emit(new MappingStart());
        Field(emitter, "id", category.Id);
        Field(emitter, "name", category.Name);
        Field(emitter, "definition", category.Definition);
        emitter.Emit(new MappingEnd());
    }

    private static void Write(IEmitter emitter, Code code)
    {
        emitter.Emit(new MappingStart());
        Field(emitter, "id", code.Id);
        Field(emitter, "name", code.Name);
        Field(emitter, "definition", code.Definition);
        List(emitter, "hints", code.Hints, Text);
        List(emitter, "synonyms", code.Synonyms, Text);
        List(emitter, "help", code.Help, Text);
        if (code.NeverAccept)
            Field(emitter, "never_accept", "true", ScalarStyle.Plain);
        emitter.Emit(new MappingEnd());
    }

    private static void Field(IEmitter emitter, string key, string value, ScalarStyle style = ScalarStyle.Any)
    {
        if (value.Length == 0)
            return;
        emitter.Emit(new Scalar(key));
        Text(emitter, value, style);
    }

    private static void List<T>(IEmitter emitter, string key, IReadOnlyList<T> values, Action<IEmitter, T> write)
    {
        if (values.Count == 0)
            return;
        emitter.Emit(new Scalar(key));
        emitter.Emit(new SequenceStart(null, null, true, SequenceStyle.Block));
        foreach (var value in values)
            write(emitter, value);
        emitter.Emit(new SequenceEnd());
    }

    private static void Text(IEmitter emitter, string value) => Text(emitter, value, ScalarStyle.Any);

    private static void Text(IEmitter emitter, string value, ScalarStyle style)
    {
        if (value is "~" or "null")
            style = ScalarStyle.DoubleQuoted;
        emitter.Emit(new Scalar(null, null, value, style, style is ScalarStyle.Any or ScalarStyle.Plain, true));
    }
}
