using Triage.Codes;
using Triage.Posts;

namespace Triage.Study.Sampling;

/// <summary>
/// A sheet to code in: a code file whose rows are all <c>pending</c>, with title, tags and address to read beside. Saved as CSV again it is read by every verb, filled in wholly or in part.
/// </summary>
public static class CodingSheet
{
    /// <param name="posts">The drawn posts with their stratum, in the order to code them in.</param>
    /// <param name="coder">Who will code.</param>
    public static IReadOnlyList<CodedPost> For(IEnumerable<(Post Post, string Stratum)> posts, string coder)
        => [.. posts.Select(entry => new CodedPost(entry.Post.Id, Verdict.Pending, null, null, coder)
        {
            Extra = new Dictionary<string, string>
            {
                ["stratum"] = entry.Stratum,
                ["title"] = Harmless(entry.Post.Title),
                ["tags"] = string.Join(' ', entry.Post.Tags),
                ["link"] = LinkOf(entry.Post),
                ["note"] = "",
            },
        })];

    /// <summary>The post's address; a Stack Overflow address where the source has none and the id is a number, as it is in the dump and in the study's files.</summary>
    public static string LinkOf(Post post) => post.Link ?? (post.Id.Length > 0 && post.Id.All(char.IsAsciiDigit) ? $"https://stackoverflow.com/questions/{post.Id}" : "");

    /// <summary>A spreadsheet takes text that begins like this for a formula and would run it.</summary>
    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
}
