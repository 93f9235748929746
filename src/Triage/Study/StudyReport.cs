using Triage.Evaluation;

namespace Triage.Study;

/// <summary>Our count beside the published one.</summary>
/// <param name="Count">Ours.</param>
/// <param name="Questions">Published questions; null where not published.</param>
/// <param name="Users">Published users; null where not published.</param>
public sealed record YearComparison(YearCount Count, int? Questions, int? Users)
{
    /// <summary>Whether all that is published is the same here.</summary>
    public bool Same => (Questions is null || Questions == Count.Questions) && (Users is null || Users == Count.Users);
}

/// <summary>Deployment questions against all other questions about deep learning, as far as the published files allow.</summary>
/// <param name="Questions">Other questions.</param>
/// <param name="WithoutAccepted">Those without an accepted answer.</param>
/// <param name="Share">Their share.</param>
/// <param name="Shares">The test of the two shares.</param>
/// <param name="MinutesDaysDropped">Times of the other questions; published with whole days dropped only.</param>
/// <param name="TimesDaysDropped">The test of the times, both with whole days dropped.</param>
/// <param name="SameTimes">How many of the published times of deployment questions are those of our posts with whole days dropped (to a hundredth of a minute).</param>
/// <param name="PublishedTimes">How many were published.</param>
public sealed record OtherQuestions(int Questions, int WithoutAccepted, Figure Share, ProportionComparison Shares, BoxSummary MinutesDaysDropped, RankComparison TimesDaysDropped, int SameTimes, int PublishedTimes);

/// <summary>The study's three research questions on a set of posts; made by <see cref="StudyAnalysis"/>.</summary>
public sealed record StudyReport
{
    /// <summary>Where the posts came from.</summary>
    public required string Source { get; init; }

    /// <summary>Rows; a post of two sets is two.</summary>
    public required int Posts { get; init; }

    /// <summary>Research question 1.</summary>
    public required IReadOnlyList<YearComparison> Popularity { get; init; }

    /// <summary>Research question 2.</summary>
    public required Difficulty Difficulty { get; init; }

    /// <summary>Research question 2 against other questions; null without published files.</summary>
    public OtherQuestions? Others { get; init; }

    /// <summary>Research question 3 of posts that people coded; null without codes.</summary>
    public Taxonomy? Coded { get; init; }

    /// <summary>Research question 3 of posts that a model labelled; null without labels.</summary>
    public Taxonomy? Labelled { get; init; }

    /// <summary>What a reader must know beside the figures.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
