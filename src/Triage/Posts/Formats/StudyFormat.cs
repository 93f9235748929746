namespace Triage.Posts.Formats;

/// <summary>
/// The files published with the deployment study (Chen et al., ESEC/FSE 2020): one JSON object a line, a Stack Overflow question with
/// <c>Id, Title, Body</c> (HTML), <c>Tags</c> (<c>&lt;a&gt;&lt;b&gt;</c>), dates (UTC), and its <c>answers</c>.
/// </summary>
public sealed class StudyFormat : IPostFormat
{
    private static readonly JsonPostShape Shape = new(
        [
            ("Id", PostField.Id), ("Title", PostField.Title), ("Body", PostField.Body), ("Tags", PostField.Tags), ("answers", PostField.Answers),
            ("CreationDate", PostField.CreationDate), ("AcceptedAnswerId", PostField.AcceptedAnswerId), ("OwnerUserId", PostField.OwnerId),
        ],
        [("Id", PostField.Id), ("Body", PostField.Body), ("Score", PostField.Score), ("CreationDate", PostField.CreationDate)])
    {
        BodyFormat = BodyFormat.Html,
        TextAdvice = "a post of the study's form has Title and Body",
    };

    public string Name => "the study's JSONL (a line: {\"Id\", \"Title\", \"Body\", \"Tags\", \"answers\"})";

    public bool Matches(ReadOnlySpan<byte> head) => JsonHead.Of(head).HasAny("Id", "Title", "Body", "Tags");

    public IEnumerable<Post> Read(PostInput input, CancellationToken cancellation) => JsonObjectLines.Read(input, Shape, cancellation);
}
