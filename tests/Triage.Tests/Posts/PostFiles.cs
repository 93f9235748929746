using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using Triage.Posts;

namespace Triage.Tests.Posts;

/// <summary>Writes posts in each format by other means than the readers use.</summary>
internal static class PostFiles
{
    public static byte[] Study(IEnumerable<Post> posts, Random random) => Lines(posts.Select(p => Shuffled(random,
        ("Id", p.Id), ("Title", p.Title), ("Body", p.Body), ("Tags", string.Concat(p.Tags.Select(t => $"<{t}>"))), ("Tag_list", p.Tags), ("PostTypeId", "1"),
        ("CreationDate", p.CreationDate is null ? null : Iso(p.CreationDate)), ("OwnerUserId", p.OwnerId), ("AcceptedAnswerId", p.AcceptedAnswerId), ("Score", "3"),
        ("answers", p.Answers.Select(a => Shuffled(random,
            ("Id", a.Id), ("Body", a.Body), ("Score", a.Score?.ToString(CultureInfo.InvariantCulture)), ("CreationDate", Iso(a.CreationDate)), ("ParentId", p.Id)))))), random);

    public static byte[] JsonLines(IEnumerable<Post> posts, Random random) => Lines(posts.Select(p => Shuffled(random,
        ("id", random.Next(2) == 0 ? p.Id : long.Parse(p.Id)), ("title", p.Title), ("body", p.Body), ("tags", TagsIn(random, p.Tags)),
        ("creation_date", p.CreationDate is null ? null : random.Next(2) == 0 ? Iso(p.CreationDate) : Unix(p.CreationDate)), ("owner_id", p.OwnerId),
        ("accepted_answer_id", p.AcceptedAnswerId), ("answers", p.Answers.Select(a => Shuffled(random,
            ("id", a.Id), ("body", a.Body), ("score", a.Score), ("creation_date", Iso(a.CreationDate))))),
        ("fault_label", p.Labels.GetValueOrDefault("fault_label")), ("era", p.Labels.GetValueOrDefault("era")), ("votes", 3), ("nested", new { id = 1, title = "x" }))), random);

    public static byte[] Api(IEnumerable<Post> posts, Random random, bool markdown) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object?>
        {
            ["has_more"] = false,
            ["items"] = posts.Select(p => Shuffled(random,
                ("question_id", long.Parse(p.Id)), ("title", WebUtility.HtmlEncode(p.Title)), BodyOf(markdown)(p.Body), ("tags", p.Tags),
                ("creation_date", Unix(p.CreationDate)), ("accepted_answer_id", p.AcceptedAnswerId is null ? null : long.Parse(p.AcceptedAnswerId)),
                ("owner", p.OwnerId is null ? null : new { user_id = long.Parse(p.OwnerId), display_name = "x" }),
                ("answers", p.Answers.Select(a => Shuffled(random,
                    ("answer_id", long.Parse(a.Id!)), ("score", a.Score), ("creation_date", Unix(a.CreationDate)), BodyOf(markdown)(a.Body)))))),
            ["quota_max"] = 300,
        },
        new JsonSerializerOptions { WriteIndented = random.Next(2) == 0 });

    private static (string, object?) MarkdownBody(string text) => ("body_markdown", WebUtility.HtmlEncode(text));

    public static byte[] Dump(IEnumerable<Post> posts, Random random)
    {
        var rows = new List<(long Id, (string, string?)[] Fields)>();
        foreach (var p in posts)
        {
            rows.Add((long.Parse(p.Id), [("PostTypeId", "1"), ("Title", p.Title), ("Body", p.Body), ("Tags", random.Next(2) == 0
                ? string.Concat(p.Tags.Select(t => $"<{t}>")) : $"|{string.Join('|', p.Tags)}|"), ("CreationDate", Iso(p.CreationDate)), ("OwnerUserId", p.OwnerId), ("AcceptedAnswerId", p.AcceptedAnswerId)]));
            rows.AddRange(p.Answers.Select(a => (long.Parse(a.Id!), new (string, string?)[]
            {
                ("PostTypeId", "2"), ("ParentId", p.Id), ("Body", a.Body), ("Score", a.Score?.ToString(CultureInfo.InvariantCulture)), ("CreationDate", Iso(a.CreationDate)),
            })));
            rows.Add((long.Parse(p.Id) + 40, [("PostTypeId", "5"), ("Body", "a wiki page")]));
        }

        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("posts");
            foreach (var (id, fields) in rows.OrderBy(r => r.Id))
            {
                xml.WriteStartElement("row");
                xml.WriteAttributeString("Id", id.ToString(CultureInfo.InvariantCulture));
                foreach (var (name, value) in fields.Where(f => f.Item2 is not null))
                    xml.WriteAttributeString(name, value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    public static byte[] Csv(IEnumerable<Post> posts, Random random)
    {
        var separator = ",;\t"[random.Next(3)];
        string[] columns = ["id", "title", "Body", "TAGS", "CreationDate", "owner_id", "AcceptedAnswerId"];
        var order = columns.Select((_, i) => i).OrderBy(_ => random.Next()).ToArray();
        var csv = new StringBuilder();
        Row(columns);
        foreach (var p in posts)
            Row([p.Id, p.Title, p.Body, string.Join(separator == ';' ? ',' : ';', p.Tags), Iso(p.CreationDate) ?? "", p.OwnerId ?? "", p.AcceptedAnswerId ?? ""]);
        return Encoding.UTF8.GetBytes(csv.ToString());

        void Row(string[] fields) => csv.AppendJoin(separator, order.Select(i => Quoted(fields[i]))).Append(random.Next(2) == 0 ? "\r\n" : "\n");
        string Quoted(string field) => field.AsSpan().IndexOfAny("\",;\t\r\n") < 0 && random.Next(2) == 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"";
    }

    private static Func<string, (string, object?)> BodyOf(bool markdown) => markdown ? MarkdownBody : text => ("body", text);

    private static object TagsIn(Random random, IReadOnlyList<string> tags) => random.Next(5) switch
    {
        0 => string.Concat(tags.Select(t => $"<{t}>")),
        1 => $"|{string.Join('|', tags)}|",
        2 => string.Join(", ", tags),
        3 => string.Join(' ', tags).ToUpperInvariant(),
        _ => tags,
    };

    /// <summary>Fields in random order, those without a value left out.</summary>
    private static Dictionary<string, object?> Shuffled(Random random, params (string Name, object? Value)[] fields) =>
        fields.Where(f => f.Value is not null).OrderBy(_ => random.Next()).ToDictionary(f => f.Name, f => f.Value);

    private static byte[] Lines(IEnumerable<object> objects, Random random)
    {
        var escapes = new JsonSerializerOptions { Encoder = random.Next(2) == 0 ? null : System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var text = new StringBuilder();
        foreach (var o in objects)
            text.Append(JsonSerializer.Serialize(o, escapes)).Append(random.Next(3) switch { 0 => "\r\n", 1 => "\n\n", _ => "\n" });
        return Encoding.UTF8.GetBytes(random.Next(2) == 0 ? text.ToString() : text.ToString().TrimEnd());
    }

    private static string? Iso(DateTime? date) => date?.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static object? Unix(DateTime? date) => date is null ? null : new DateTimeOffset(date.Value).ToUnixTimeSeconds();
}
