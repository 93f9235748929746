using Triage.Posts;

namespace Triage.Study;

/// <summary>What the study's statistics need of a question; no text.</summary>
/// <param name="Id">The question's id.</param>
/// <param name="Set">The set it was found for (the study's server, mobile, browser); a post may stand in two sets, once in each.</param>
/// <param name="Created">When it was asked (UTC); null unknown.</param>
/// <param name="Owner">Who asked; null where the account is gone.</param>
/// <param name="Accepted">Whether an answer was accepted.</param>
/// <param name="AcceptedAt">When the accepted answer was written (UTC); null without one or when the source does not say.</param>
public sealed record StudyPost(string Id, string Set, DateTime? Created, string? Owner, bool Accepted, DateTime? AcceptedAt)
{
    /// <summary>Where posts stand that no set is known of.</summary>
    public const string NoSet = "posts";

    /// <summary>Time from the question to its accepted answer, in minutes; null without one. Never negative: a few answers were moved here from older questions.</summary>
    public double? Minutes => Waited?.TotalMinutes;

    /// <summary>
    /// The same as the study published it: whole days dropped (0 up to 1,440). Its tables hold the <c>seconds</c> part of Python's time difference,
    /// which counts the seconds beyond whole days, in place of <c>total_seconds()</c>.
    /// </summary>
    public double? MinutesDaysDropped => Waited is { } time ? time.Ticks / TimeSpan.TicksPerSecond % 86_400 / 60d : null;

    private TimeSpan? Waited => AcceptedAt - Created is { } time ? (time < TimeSpan.Zero ? TimeSpan.Zero : time) : null;

    /// <summary>A post as read from any format.</summary>
    public static StudyPost From(Post post, string set) => new(post.Id, set, post.CreationDate, post.OwnerId, post.AcceptedAnswerId is not null,
        post.AcceptedAnswerId is { } accepted ? post.Answers.FirstOrDefault(answer => answer.Id == accepted)?.CreationDate : null);
}
