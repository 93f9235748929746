using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triage.Mining;

/// <summary>What mining did, as one JSON object.</summary>
public static class MiningJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"posts", "rules": [{"id", "means", "found"}], "candidates": [{"id", "sets", "rules"}]}</c>.</summary>
    public static string Write(Miner miner, IReadOnlyList<Candidate> candidates) => Text(json =>
    {
        json.WriteNumber("posts", miner.Seen);
        json.WriteStartArray("rules");
        for (var i = 0; i < miner.Found.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("id", miner.Rules.Rules[i].Id);
            json.WriteString("means", miner.Rules.Rules[i].ToString());
            json.WriteNumber("found", miner.Found[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("candidates");
        foreach (var candidate in candidates)
        {
            json.WriteStartObject();
            json.WriteString("id", candidate.Post.Id);
            Texts(json, "sets", candidate.Sets);
            Texts(json, "rules", candidate.Rules.Select(rule => rule.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary><c>{"sets": [{"set", "posts", "found", "share", "by_rule"}], "missed": [{"set", "id", "tags", "found_by"}]}</c>.</summary>
    public static string Write(MiningCheck check) => Text(json =>
    {
        json.WriteStartArray("sets");
        foreach (var set in check.Sets)
        {
            json.WriteStartObject();
            json.WriteString("set", set.Set);
            json.WriteNumber("posts", set.Posts);
            json.WriteNumber("found", set.Found);
            json.WritePropertyName("share");
            JsonSerializer.Serialize(json, set.Share);
            json.WriteStartObject("by_rule");
            foreach (var (rule, found) in set.ByRule)
                json.WriteNumber(rule, found);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("missed");
        foreach (var missed in check.Missed)
        {
            json.WriteStartObject();
            json.WriteString("set", missed.Set);
            json.WriteString("id", missed.Post.Id);
            Texts(json, "tags", missed.Post.Tags);
            Texts(json, "found_by", missed.Others.Select(rule => rule.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
