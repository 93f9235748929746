namespace Triage.Posts.Formats;

/// <summary>What a JSON field means to a post or to an answer.</summary>
internal enum PostField
{
    None,
    Id,
    Title,
    Body,
    BodyMarkdown,
    Tags,
    Answers,
    Answer,
    CreationDate,
    AcceptedAnswerId,
    OwnerId,
    Owner,
    Link,
    Score,
    Code,
}

/// <summary>The field names of one JSON format; everything else about the formats is alike and stands in <see cref="JsonPostParser"/>.</summary>
internal sealed class JsonPostShape
{
    private readonly (byte[] Name, PostField Field)[] _post;
    private readonly (byte[] Name, PostField Field)[] _answer;

    public JsonPostShape((string Name, PostField Field)[] post, (string Name, PostField Field)[] answer)
    {
        _post = [.. post.Select(f => (System.Text.Encoding.UTF8.GetBytes(f.Name), f.Field))];
        _answer = [.. answer.Select(f => (System.Text.Encoding.UTF8.GetBytes(f.Name), f.Field))];
    }

    /// <summary>What the format calls a field of a post.</summary>
    public string NameOf(PostField field) => System.Text.Encoding.UTF8.GetString(_post.First(f => f.Field == field).Name);

    public BodyFormat BodyFormat { get; init; }

    /// <summary>Titles and Markdown come with HTML entities.</summary>
    public bool HasEntities { get; init; }

    /// <summary>Text fields without a meaning of their own become <see cref="Post.Labels"/>.</summary>
    public bool KeepsLabels { get; init; }

    /// <summary>A post with a code but no id is named after its file and line.</summary>
    public bool NamesCodedPosts { get; init; }

    /// <summary>What to say of a post that lacks the fields of its text.</summary>
    public required string TextAdvice { get; init; }

    /// <summary>Whether title as well as body must be there, or one of them is enough.</summary>
    public bool NeedsTitleAndBody { get; init; }

    public PostField FieldOfPost(ReadOnlySpan<byte> name) => Find(_post, name);

    public PostField FieldOfAnswer(ReadOnlySpan<byte> name) => Find(_answer, name);

    private static PostField Find((byte[] Name, PostField Field)[] fields, ReadOnlySpan<byte> name)
    {
        foreach (var (known, field) in fields)
        {
            if (name.SequenceEqual(known))
                return field;
        }

        return PostField.None;
    }
}
