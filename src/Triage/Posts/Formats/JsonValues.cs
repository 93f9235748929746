using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Triage.Posts.Formats;

/// <summary>Single values of a JSON record, with errors that name the record's place.</summary>
/// <param name="File">The source.</param>
/// <param name="Line">1-based line of the record; null where records do not stand in lines.</param>
/// <param name="Prefix">The path to the record, e.g. <c>items[3].</c>.</param>
internal readonly record struct JsonValues(string File, long? Line, string Prefix)
{
    public InputException Error(string problem, string? field) =>
        new(problem, File, Line, field is null ? null : Prefix + field);

    public InputException WrongType(string wanted, JsonTokenType found, string field) =>
        Error($"must be {wanted}, not {Describe(found)}", field);

    public JsonValues Within(string path) => this with { Prefix = Prefix + path };

    /// <summary>The name of the field the reader stands at.</summary>
    public string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error("a field name holds half of a surrogate pair (a \\u escape), which is no character", null);
        }
    }

    /// <summary>A text; null stands for one that is not there.</summary>
    public string? Text(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            throw WrongType("a text", reader.TokenType, field);
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Error("holds half of a surrogate pair (a \\u escape), which is no character; write the text again", field);
        }
    }

    /// <summary>An id: a text or a whole number.</summary>
    public string? Id(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return Text(ref reader, field)?.Trim();
        if (!reader.ValueSpan.ContainsAnyExceptInRange((byte)'0', (byte)'9') || reader.TryGetInt64(out _))
            return Encoding.ASCII.GetString(reader.ValueSpan);
        throw Error($"must be a whole number or a text, not {Encoding.ASCII.GetString(reader.ValueSpan)}", field);
    }

    public int? WholeNumber(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
            return number;
        if (reader.TokenType == JsonTokenType.String
            && int.TryParse(Text(ref reader, field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        throw WrongType("a whole number", reader.TokenType, field);
    }

    /// <summary>A date as ISO 8601 text (UTC where it names no zone) or as seconds since 1970.</summary>
    public DateTime? Date(ref Utf8JsonReader reader, string field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetInt64(out var seconds) && PostDates.TryFromUnix(seconds, out var date):
                return date;
            case JsonTokenType.String when reader.TryGetDateTime(out var date):
                return date.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : date.ToUniversalTime();
            case JsonTokenType.String when PostDates.TryParse(Text(ref reader, field)!, out var date):
                return date;
            default:
                throw Error("must be a date like 2019-03-22T19:08:14 or seconds since 1970", field);
        }
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.String => "a text of another kind",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => "something else",
    };
}
