using System.Globalization;

namespace Triage.Study;

/// <summary>Puts a <see cref="StudyReport"/> together.</summary>
public static class StudyAnalysis
{
    /// <summary>Browser questions that the authors' manual filter left of 194; all other sets were published whole.</summary>
    private const int FilteredBrowser = 165;

    /// <param name="posts">The posts of all sets.</param>
    /// <param name="source">What to call them.</param>
    /// <param name="published">Published figures to set ours beside; null without.</param>
    /// <param name="coded">Taxonomy of coded posts; null without.</param>
    /// <param name="labelled">Taxonomy of labelled posts; null without.</param>
    /// <exception cref="InputException">There are no posts.</exception>
    public static StudyReport Compute(IReadOnlyList<StudyPost> posts, string source, PublishedStudy? published = null, Taxonomy? coded = null, Taxonomy? labelled = null)
    {
        if (posts.Count == 0)
            throw new InputException("there are no posts to study", source);
        var popularity = Popularity.Of(posts).Select(count => new YearComparison(count, Find(published?.Questions, count), Find(published?.Users, count))).ToList();
        // A source that records no acceptance at all looks as if nothing had been accepted; such a share would be no finding.
        var difficulty = posts.Any(post => post.Accepted) ? Difficulty.Of(posts) : new Difficulty { Sets = [], Shares = [], Times = [] };
        var others = published is null ? null : Others(posts, published);
        return new StudyReport
        {
            Source = source,
            Posts = posts.Count,
            Popularity = popularity,
            Difficulty = difficulty,
            Others = others,
            Coded = coded,
            Labelled = labelled,
            Notes = [.. Notes(posts, popularity, others, coded, labelled)],
        };
    }

    private static int? Find(IReadOnlyDictionary<(string, int), int>? counts, YearCount count)
        => counts is not null && counts.TryGetValue((count.Set, count.Year), out var found) ? found : null;

    private static OtherQuestions? Others(IReadOnlyList<StudyPost> posts, PublishedStudy published)
    {
        var questions = published.Questions.Where(entry => entry.Key.Set == PublishedStudy.NonDeployment).Sum(entry => entry.Value);
        if (questions == 0 || published.NonDeploymentMinutes.Count == 0)
            return null;
        var without = questions - published.NonDeploymentMinutes.Count;
        var own = posts.Select(post => post.MinutesDaysDropped).OfType<double>().ToList();
        return new OtherQuestions(questions, without, Shares.Wilson(without, questions),
            ProportionTest.Compare("deployment", posts.Count(post => !post.Accepted), posts.Count, "other", without, questions),
            BoxSummary.Of(published.NonDeploymentMinutes), MannWhitney.Compare("deployment", own, "other", published.NonDeploymentMinutes),
            Matches(own, published.DeploymentMinutes), published.DeploymentMinutes.Count);
    }

    /// <summary>Size of the intersection of two lists as multisets, equal to a hundredth.</summary>
    private static int Matches(IEnumerable<double> own, IEnumerable<double> published)
    {
        var counts = own.GroupBy(Key).ToDictionary(group => group.Key, group => group.Count());
        return published.Count(minutes => counts.TryGetValue(Key(minutes), out var left) && (counts[Key(minutes)] = left - 1) >= 0);

        static long Key(double minutes) => (long)Math.Round(minutes * 60);
    }

    private static IEnumerable<string> Notes(IReadOnlyList<StudyPost> posts, IReadOnlyList<YearComparison> popularity, OtherQuestions? others, Taxonomy? coded, Taxonomy? labelled)
    {
        var twice = posts.Count - posts.Select(post => post.Id).Distinct().Count();
        if (twice > 0)
            yield return Text($"{twice} posts stand in two sets and count in each, and twice among all, as in the study.");
        var undated = posts.Count(post => post.Created is null);
        if (undated == posts.Count)
            yield return "The posts have no dates, so there is nothing to say of their popularity by year.";
        else if (undated > 0)
            yield return Text($"{undated} posts have no date and are left out of the counts by year.");
        if (!posts.Any(post => post.Accepted))
            yield return "None of the posts names an accepted answer. Most likely the source does not record it, so difficulty is left out.";
        var untimed = posts.Count(post => post.Accepted && post.Minutes is null);
        if (untimed > 0)
            yield return Text($"{untimed} accepted answers have no date here (the source lacks the answer) and are left out of the times.");
        foreach (var set in popularity.GroupBy(year => year.Count.Set).Where(set => set.Any(year => year.Questions is not null)))
        {
            var same = set.All(year => year.Same);
            int own = set.Sum(year => year.Count.Questions), theirs = set.Sum(year => year.Questions ?? 0);
            yield return same
                ? Text($"Popularity of '{set.Key}': questions and users of every year equal the published ones.")
                : Text($"Popularity of '{set.Key}': {own} of the {theirs} published questions are here. {(set.Key == "browser" && own == FilteredBrowser ? "The published trend counts the candidates before the authors' manual filter; the published posts are those that remained." : "The other posts are not in this source, so figures differ from the published ones.")}");
        }

        if (posts.Any(post => post.Minutes is not null))
            yield return "Times to the accepted answer are given whole. The published times drop whole days: they equal the seconds part of the time difference (Python's timedelta.seconds, not total_seconds()), so an answer after 25 hours counts as one hour. Both are given; the whole times are the ones to use.";
        if (others is not null)
            yield return Text($"{others.SameTimes} of the {others.PublishedTimes} published times of deployment questions are exactly those of these posts with whole days dropped. Of the other questions only such times are published, so deployment and other questions can be compared in that form only.");
        if (coded is not null && labelled is not null)
            yield return "The taxonomy of coded posts and that of labelled posts are two different things and are never added up.";
        if (labelled is not null && labelled.Outside.TryGetValue("code not listed", out var rest) && rest.Value > 0.05 * posts.Count)
            yield return Text($"{rest.Value:F0} posts' worth of probability is on codes that the labels do not list; label again with --top 81 (all codes) to place it.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
