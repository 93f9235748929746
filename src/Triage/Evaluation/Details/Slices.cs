using System.Globalization;
using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Evaluation.Details;

/// <summary>The figures of a part of the rows.</summary>
/// <param name="By">What the rows were parted by: top level, year, era, answers, decision.</param>
/// <param name="Name">Which part.</param>
/// <param name="Report">Its figures.</param>
public sealed record Slice(string By, string Name, EvaluationReport Report);

/// <summary>Parts an evaluation, so that a good average cannot hide where a model fails.</summary>
public static class Slices
{
    /// <param name="posts">Rows of one coder.</param>
    /// <param name="codebook">The codes.</param>
    /// <param name="seed">For the intervals.</param>
    /// <param name="resamples">Fewer than for the whole, because there are many parts.</param>
    public static IReadOnlyList<Slice> Of(IReadOnlyList<EvaluatedPost> posts, Codebook codebook, int seed = 1, int resamples = 300)
    {
        var slices = new List<Slice>();
        Add("top level", posts.Where(post => codebook.IndexOf(post.Gold.Code) >= 0).GroupBy(post => codebook.TopOf(codebook.IndexOf(post.Gold.Code))).Select(group => (codebook.TopLevel[group.Key].Id, group.AsEnumerable())).ToList());
        Add("year", Named(posts.Where(post => IsYear(post.Era))));
        Add("era", Named(posts.Where(post => post.Era.Length > 0 && !IsYear(post.Era))));
        Add("answers", [.. posts.GroupBy(post => post.HasAnswers).OrderBy(group => group.Key).Select(group => (group.Key ? "with answers" : "without answers", group.AsEnumerable()))]);
        var answered = posts.Where(post => post is { HasAnswers: true, Question: not null }).ToList();
        if (answered.Count > 0)
            Add("answers", [("with answers, but scored without", answered.Select(post => post with { Prediction = post.Question! }))], alsoOne: true);
        Add("decision", [.. posts.GroupBy(post => post.Outcome.Decision).OrderByDescending(group => group.Key).Select(group => (LabelWriter.Word(group.Key), group.AsEnumerable()))]);
        return slices;

        void Add(string by, IReadOnlyList<(string Name, IEnumerable<EvaluatedPost> Posts)> parts, bool alsoOne = false)
        {
            if (parts.Count > 1 || alsoOne)
                slices.AddRange(parts.Select(part => new Slice(by, part.Name, EvaluationReport.Compute(new EvaluationInput([.. part.Posts.Select(post => post.ToRow(codebook))], codebook), resamples, seed))));
        }
    }

    private static bool IsYear(string era) => era.Length == 4 && int.TryParse(era, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static List<(string, IEnumerable<EvaluatedPost>)> Named(IEnumerable<EvaluatedPost> posts)
        => [.. posts.GroupBy(post => post.Era).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.AsEnumerable()))];
}
