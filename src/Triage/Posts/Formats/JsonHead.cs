using System.Text.Json;

namespace Triage.Posts.Formats;

/// <summary>What the first bytes of a source tell of its first JSON object: the names of its fields.</summary>
internal sealed class JsonHead
{
    private JsonHead()
    {
    }

    /// <summary>Fields of the first object.</summary>
    public HashSet<string> Fields { get; } = [];

    /// <summary>Fields of the answers of the first object: all there is to see where its first field is a long list of answers.</summary>
    public HashSet<string> AnswerFields { get; } = [];

    /// <summary>Fields that hold an array.</summary>
    public HashSet<string> Arrays { get; } = [];

    public static JsonHead Of(ReadOnlySpan<byte> head)
    {
        var found = new JsonHead();
        if (!head.StartsWith((byte)'{'))
            return found;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, state: default);
        var field = "";
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    found.Fields.Add(field = reader.GetString()!);
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3 && field is "answers")
                    found.AnswerFields.Add(reader.GetString()!);
                else if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 1)
                    found.Arrays.Add(field);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was seen before the damage decides; the format itself reports the damage with its line.
        }

        return found;
    }

    /// <summary>Whether one of the names is a field of the object, or where no field tells, of its answers.</summary>
    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Fields.Contains(name))
                return true;
        }

        foreach (var name in names)
        {
            if (Fields.Count == 1 && AnswerFields.Contains(name))
                return true;
        }

        return false;
    }
}
