namespace Triage.Posts.Formats;

/// <summary>
/// JSONL of our own: one object a line with <c>id, title, body</c> (HTML or Markdown), <c>tags</c> (array or text), and where there are any <c>answers</c>
/// (objects with <c>body</c>, or texts) or one <c>answer</c> (text), <c>creation_date, owner_id, accepted_answer_id, link</c>.
/// Further text fields become <see cref="Post.Labels"/>. A written post, which has a <c>code</c> and no <c>id</c>, is named after its file and line:
/// line 7 of <c>series1-serverA.jsonl</c> is <c>series1-serverA-0007</c>.
/// </summary>
public sealed class JsonLinesFormat : IPostFormat
{
    private static readonly JsonPostShape Shape = new(
        [
            ("id", PostField.Id), ("title", PostField.Title), ("body", PostField.Body), ("tags", PostField.Tags), ("answers", PostField.Answers),
            ("answer", PostField.Answer), ("code", PostField.Code), ("creation_date", PostField.CreationDate),
            ("accepted_answer_id", PostField.AcceptedAnswerId), ("owner_id", PostField.OwnerId), ("link", PostField.Link),
        ],
        [("id", PostField.Id), ("body", PostField.Body), ("score", PostField.Score), ("creation_date", PostField.CreationDate)])
    {
        KeepsLabels = true,
        NamesCodedPosts = true,
        TextAdvice = "a post has a title or a body (they may be empty)",
    };

    public string Name => "JSONL (a line: {\"id\", \"title\", \"body\", \"tags\"})";

    public bool Matches(ReadOnlySpan<byte> head) => JsonHead.Of(head).HasAny("id", "title", "body", "tags");

    public IEnumerable<Post> Read(PostInput input, CancellationToken cancellation) => JsonObjectLines.Read(input, Shape, cancellation);
}
