using Triage.Evaluation;

namespace Triage.Study;

/// <summary>How hard the questions of a set are to answer.</summary>
/// <param name="Set">The set; <see cref="Difficulty.All"/> for all together.</param>
/// <param name="Questions">Questions.</param>
/// <param name="WithoutAccepted">Those without an accepted answer.</param>
/// <param name="Share">Their share (0..1) with its Wilson interval.</param>
/// <param name="Minutes">Minutes from the question to the accepted answer.</param>
/// <param name="MinutesDaysDropped">The same as the study published it; see <see cref="StudyPost.MinutesDaysDropped"/>.</param>
public sealed record SetDifficulty(string Set, int Questions, int WithoutAccepted, Figure Share, BoxSummary Minutes, BoxSummary MinutesDaysDropped);

/// <summary>
/// Research question 2, difficulty: the share of questions without an accepted answer, and the minutes to the accepted answer.
/// Source: Chen et al., ESEC/FSE 2020, section 5; the same two measures as in Rosen and Shihab, Empirical Software Engineering 21 (2016).
/// </summary>
public sealed record Difficulty
{
    /// <summary>Name of the row of all questions.</summary>
    public const string All = "all";

    /// <summary>Each set in order of appearance, then all together (a post of two sets counts twice, as in the study).</summary>
    public required IReadOnlyList<SetDifficulty> Sets { get; init; }

    /// <summary>Shares without accepted answer, each pair of sets.</summary>
    public required IReadOnlyList<ProportionComparison> Shares { get; init; }

    /// <summary>Minutes to the accepted answer (whole days kept), each pair of sets.</summary>
    public required IReadOnlyList<RankComparison> Times { get; init; }

    public static Difficulty Of(IReadOnlyCollection<StudyPost> posts)
    {
        var groups = posts.GroupBy(post => post.Set).Select(group => (Set: group.Key, Posts: group.ToList())).ToList();
        var sets = groups.Select(group => OfSet(group.Set, group.Posts)).ToList();
        var pairs = Enumerable.Range(0, groups.Count).SelectMany(i => Enumerable.Range(i + 1, groups.Count - i - 1).Select(j => (i, j))).ToList();
        return new Difficulty
        {
            Sets = groups.Count == 1 ? sets : [.. sets, OfSet(All, posts)],
            Shares = [.. pairs.Select(pair => ProportionTest.Compare(sets[pair.i].Set, sets[pair.i].WithoutAccepted, sets[pair.i].Questions,
                sets[pair.j].Set, sets[pair.j].WithoutAccepted, sets[pair.j].Questions))],
            Times = [.. pairs.Where(pair => sets[pair.i].Minutes.N > 0 && sets[pair.j].Minutes.N > 0).Select(pair => MannWhitney.Compare(groups[pair.i].Set, Minutes(groups[pair.i].Posts), groups[pair.j].Set, Minutes(groups[pair.j].Posts)))],
        };
    }

    private static SetDifficulty OfSet(string set, IReadOnlyCollection<StudyPost> posts)
    {
        var without = posts.Count(post => !post.Accepted);
        return new SetDifficulty(set, posts.Count, without, Study.Shares.Wilson(without, posts.Count), BoxSummary.Of(Minutes(posts)),
            BoxSummary.Of(posts.Select(post => post.MinutesDaysDropped).OfType<double>()));
    }

    private static List<double> Minutes(IEnumerable<StudyPost> posts) => [.. posts.Select(post => post.Minutes).OfType<double>()];
}
