using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Triage.Posts.Formats;

/// <summary>Makes a <see cref="Post"/> of one JSON object whose fields are named as a <see cref="JsonPostShape"/> says.</summary>
internal sealed class JsonPostParser(JsonPostShape shape, string file)
{
    private readonly string _stem = Stem(file);

    /// <summary>Reads the object the reader stands at, up to its end.</summary>
    /// <param name="reader">Stands at the start of the object, all of which is there.</param>
    /// <param name="number">The line or item, for <see cref="Post.Line"/>.</param>
    /// <param name="at">Where the object stands, for errors.</param>
    public Post Parse(ref Utf8JsonReader reader, long number, JsonValues at)
    {
        string? id = null, title = null, body = null, markdown = null, owner = null, accepted = null, link = null;
        DateTime? date = null;
        IReadOnlyList<string>? tags = null;
        List<Answer>? answers = null;
        Dictionary<string, string>? labels = null;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = shape.FieldOfPost(reader.ValueSpan);
            var name = field == PostField.None && !shape.KeepsLabels ? "" : at.Name(ref reader);
            if (field != PostField.None && (seen & (1 << (int)field)) != 0)
                throw at.Error("stands twice in one object; keep one", name);
            seen |= 1 << (int)field;
            reader.Read();
            switch (field)
            {
                case PostField.Id: id = at.Id(ref reader, name); break;
                case PostField.Title: title = at.Text(ref reader, name); break;
                case PostField.Body: body = at.Text(ref reader, name); break;
                case PostField.BodyMarkdown: markdown = at.Text(ref reader, name); break;
                case PostField.Tags: tags = Tags(ref reader, name, at); break;
                case PostField.Answers: Answers(ref reader, name, at, answers ??= []); break;
                case PostField.Answer: AnswerText(at.Text(ref reader, name), answers ??= []); break;
                case PostField.CreationDate: date = at.Date(ref reader, name); break;
                case PostField.AcceptedAnswerId: accepted = at.Id(ref reader, name); break;
                case PostField.OwnerId: owner = at.Id(ref reader, name); break;
                case PostField.Owner: owner = Owner(ref reader, name, at); break;
                case PostField.Link: link = at.Text(ref reader, name); break;
                case PostField.Code:
                case PostField.None when shape.KeepsLabels && reader.TokenType == JsonTokenType.String:
                    if (at.Text(ref reader, name) is { } label)
                        (labels ??= new(StringComparer.Ordinal))[name] = label;
                    break;
                default: reader.Skip(); break;
            }
        }

        bool Has(PostField field) => (seen & (1 << (int)field)) != 0;
        CheckText(Has(PostField.Title), Has(PostField.Body) || Has(PostField.BodyMarkdown), at);
        if (id is null && shape.NamesCodedPosts && Has(PostField.Code) && !Has(PostField.Id))
            id = string.Create(CultureInfo.InvariantCulture, $"{_stem}-{number:0000}");
        if (string.IsNullOrEmpty(id))
            throw at.Error(id is null ? "is missing; every post needs an id" : "is empty; every post needs an id", shape.NameOf(PostField.Id));
        return new Post
        {
            Id = id,
            Title = Decoded(title) ?? "",
            Body = body ?? Decoded(markdown) ?? "",
            Format = body is null && markdown is not null ? BodyFormat.Markdown : shape.BodyFormat,
            Tags = tags ?? [],
            Answers = answers ?? (IReadOnlyList<Answer>)[],
            CreationDate = date,
            OwnerId = owner,
            AcceptedAnswerId = accepted,
            Link = link,
            Labels = labels ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty,
            Source = file,
            Line = number,
        };
    }

    private void CheckText(bool hasTitle, bool hasBody, JsonValues at)
    {
        if (shape.NeedsTitleAndBody ? hasTitle && hasBody : hasTitle || hasBody)
            return;
        throw at.Error($"is missing; {shape.TextAdvice}", shape.NameOf(hasTitle ? PostField.Body : PostField.Title));
    }

    private string? Decoded(string? text) => text is not null && shape.HasEntities ? WebUtility.HtmlDecode(text) : text;

    private static IReadOnlyList<string> Tags(ref Utf8JsonReader reader, string name, JsonValues at)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
                return TagNames.Split(at.Text(ref reader, name));
            throw at.WrongType("a text or an array of texts", reader.TokenType, name);
        }

        var tags = new List<string>(5);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            TagNames.Add(tags, at.Text(ref reader, name));
        return tags;
    }

    private void AnswerText(string? text, List<Answer> answers)
    {
        if (!string.IsNullOrEmpty(text))
            answers.Add(new Answer { Body = text, Format = shape.BodyFormat });
    }

    private void Answers(ref Utf8JsonReader reader, string name, JsonValues at, List<Answer> answers)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw at.WrongType("an array of answers", reader.TokenType, name);
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                answers.Add(ParseAnswer(ref reader, at.Within($"{name}[{i}].")));
            else if (reader.TokenType == JsonTokenType.String)
                AnswerText(at.Text(ref reader, name), answers);
            else
                throw at.WrongType("an object or a text", reader.TokenType, $"{name}[{i}]");
        }
    }

    private Answer ParseAnswer(ref Utf8JsonReader reader, JsonValues at)
    {
        string? id = null, body = null, markdown = null;
        int? score = null;
        DateTime? date = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = shape.FieldOfAnswer(reader.ValueSpan);
            var name = field == PostField.None ? "" : at.Name(ref reader);
            reader.Read();
            switch (field)
            {
                case PostField.Id: id = at.Id(ref reader, name); break;
                case PostField.Body: body = at.Text(ref reader, name); break;
                case PostField.BodyMarkdown: markdown = at.Text(ref reader, name); break;
                case PostField.Score: score = at.WholeNumber(ref reader, name); break;
                case PostField.CreationDate: date = at.Date(ref reader, name); break;
                default: reader.Skip(); break;
            }
        }

        return new Answer
        {
            Id = id,
            Body = body ?? Decoded(markdown) ?? throw at.Error("is missing; an answer needs a text", shape.NameOf(PostField.Body)),
            Format = body is null ? BodyFormat.Markdown : shape.BodyFormat,
            Score = score,
            CreationDate = date,
        };
    }

    private static string? Owner(ref Utf8JsonReader reader, string name, JsonValues at)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw at.WrongType("an object", reader.TokenType, name);
        string? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("user_id"u8);
            reader.Read();
            if (isId)
                id = at.Id(ref reader, name + ".user_id");
            else
                reader.Skip();
        }

        return id;
    }

    private static string Stem(string file)
    {
        var name = Path.GetFileName(file);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        return Path.GetFileNameWithoutExtension(name);
    }
}
