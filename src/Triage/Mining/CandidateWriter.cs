using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Triage.Posts;

namespace Triage.Mining;

/// <summary>Writes candidates.</summary>
public static class CandidateWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Posts as JSONL that every verb reads (<c>id,title,body,tags,...</c>), with <c>set</c> (sets joined by a blank) and <c>rules</c> (rules joined by a blank).</summary>
    public static void WriteJsonLines(IEnumerable<Candidate> candidates, Stream stream)
    {
        using var buffer = new BufferedStream(stream, 1 << 16);
        foreach (var candidate in candidates)
        {
            using (var json = new Utf8JsonWriter(buffer, Options))
                Write(json, candidate);
            buffer.WriteByte((byte)'\n');
        }
    }

    /// <summary><c>id,set,rules,title,tags,creation_date,link</c>: one row a candidate, without its body.</summary>
    public static void WriteCsv(IEnumerable<Candidate> candidates, TextWriter writer)
    {
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        Record(csv, "id", "set", "rules", "title", "tags", "creation_date", "link");
        foreach (var candidate in candidates)
        {
            var post = candidate.Post;
            Record(csv, post.Id, Sets(candidate), Rules(candidate), post.Title, string.Join(' ', post.Tags), Date(post.CreationDate), post.Link ?? "");
        }
    }

    internal static string Sets(Candidate candidate) => string.Join(' ', candidate.Sets);

    internal static string Rules(Candidate candidate) => string.Join(' ', candidate.Rules.Select(rule => rule.Id));

    private static void Write(Utf8JsonWriter json, Candidate candidate)
    {
        var post = candidate.Post;
        json.WriteStartObject();
        json.WriteString("id", post.Id);
        json.WriteString("set", Sets(candidate));
        json.WriteString("rules", Rules(candidate));
        json.WriteString("title", post.Title);
        json.WriteString("body", post.Body);
        json.WriteStartArray("tags");
        foreach (var tag in post.Tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
        Optional(json, "creation_date", Date(post.CreationDate));
        Optional(json, "owner_id", post.OwnerId);
        Optional(json, "accepted_answer_id", post.AcceptedAnswerId);
        Optional(json, "link", post.Link);
        if (post.Answers.Count > 0)
            Write(json, post.Answers);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Answer> answers)
    {
        json.WriteStartArray("answers");
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            Optional(json, "id", answer.Id);
            json.WriteString("body", answer.Body);
            if (answer.Score is { } score)
                json.WriteNumber("score", score);
            Optional(json, "creation_date", Date(answer.CreationDate));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static string Date(DateTime? date) => date?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "";

    private static void Record(CsvWriter csv, params IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }
}
