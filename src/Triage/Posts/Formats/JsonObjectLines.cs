using System.Text.Json;
using Triage.Posts.Input;

namespace Triage.Posts.Formats;

/// <summary>Reads a source with one JSON object a line; empty lines are passed over.</summary>
internal static class JsonObjectLines
{
    public static IEnumerable<Post> Read(PostInput input, JsonPostShape shape, CancellationToken cancellation)
    {
        var lines = new LineReader(input.Utf8, input.Name);
        var parser = new JsonPostParser(shape, input.Name);
        while (Next(lines, parser, input.Name) is { } post)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return post;
        }
    }

    private static Post? Next(LineReader lines, JsonPostParser parser, string name)
    {
        while (lines.TryRead(out var line))
        {
            line = line.Trim(" \t\r"u8);
            if (!line.IsEmpty)
                return Parse(line, lines.Line, parser, name);
        }

        return null;
    }

    private static Post Parse(ReadOnlySpan<byte> line, long number, JsonPostParser parser, string name)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new InputException("is not a JSON object; every line must be one object in braces", name, number);
            var post = parser.Parse(ref reader, number, new JsonValues(name, number, ""));
            reader.Read();
            return post;
        }
        catch (JsonException e)
        {
            var problem = line.EndsWith((byte)'}')
                ? $"the JSON is damaged at byte {e.BytePositionInLine + 1} of the line ({JsonDamage.Describe(e)})"
                : "the JSON object is cut off: it does not end on this line; write each post whole on one line";
            throw new InputException(problem, name, number, inner: e);
        }
    }
}

internal static class JsonDamage
{
    /// <summary>The parser's words without the position it appends.</summary>
    public static string Describe(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }
}
