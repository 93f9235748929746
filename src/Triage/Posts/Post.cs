using System.Collections.ObjectModel;

namespace Triage.Posts;

/// <summary>How a body is written. <see cref="Unknown"/> is told from the text: HTML where it holds HTML tags that people use in posts, Markdown otherwise.</summary>
public enum BodyFormat
{
    Unknown,
    Html,
    Markdown,
}

/// <summary>One question as it was asked, whatever file it came from.</summary>
public sealed record Post
{
    /// <summary>Identity of the post in its source; never empty. Splits are grouped by it.</summary>
    public required string Id { get; init; }

    public string Title { get; init; } = "";

    public string Body { get; init; } = "";

    public BodyFormat Format { get; init; }

    /// <summary>Lower-case tag names in the order of the source, without brackets.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>When the question was asked (UTC), where the source says so.</summary>
    public DateTime? CreationDate { get; init; }

    public string? OwnerId { get; init; }

    public string? AcceptedAnswerId { get; init; }

    public string? Link { get; init; }

    /// <summary>The file the post was read from.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Text fields the source carries beyond those of a post, by their name there: <c>code</c>, <c>second_code</c> and <c>era</c> of written posts,
    /// <c>fault_label</c> of the development posts, further columns of a CSV file. Empty where there are none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The 1-based line (or row, or item) within <see cref="Source"/>.</summary>
    public long Line { get; init; }

    /// <summary>The same question as it stood before anybody answered.</summary>
    public Post WithoutAnswers() => Answers.Count == 0 ? this : this with { Answers = [] };
}

/// <summary>An answer to a <see cref="Post"/>.</summary>
public sealed record Answer
{
    public string? Id { get; init; }

    public string Body { get; init; } = "";

    public BodyFormat Format { get; init; }

    public int? Score { get; init; }

    public DateTime? CreationDate { get; init; }
}
