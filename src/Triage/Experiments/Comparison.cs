using Triage.Codes;
using Triage.Evaluation;
using Triage.Training;
using Triage.Training.Calibrating;

namespace Triage.Experiments;

/// <summary>One experiment on one group of posts.</summary>
/// <param name="Experiment">Which.</param>
/// <param name="Figures">By the keys of <see cref="EvaluationReport"/>, and <c>accept.coverage</c> and <c>accept.precision</c> (at the node given).</param>
/// <param name="Differences">By the same keys: how far above the base, posts resampled; null for the base itself.</param>
public sealed record ExperimentFigures(Experiment Experiment, IReadOnlyDictionary<string, Figure> Figures, IReadOnlyDictionary<string, PairedDifference>? Differences);

/// <summary>All experiments on one group of posts.</summary>
/// <param name="Group">The coder whose codes are gold; for written posts also their era.</param>
/// <param name="Question">Whether the posts were scored without their answers.</param>
/// <param name="Posts">How many posts have a code.</param>
/// <param name="Experiments">The base first.</param>
public sealed record GroupComparison(string Group, bool Question, int Posts, IReadOnlyList<ExperimentFigures> Experiments);

/// <summary>Sets experiments side by side: figures of each, and paired differences from the first.</summary>
public static class Comparison
{
    private const int FewestPosts = 20;

    /// <summary>A comparison for each group with enough posts and each view of the posts, in ordinal order of groups.</summary>
    /// <param name="scores">The base first; all of the same rows.</param>
    /// <param name="corpus">Gives the codebook.</param>
    /// <param name="report">Posts that count; each experiment's temperatures and thresholds are fitted to the others, unless there are none.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="target">Precision that <c>accept</c> aims at.</param>
    /// <param name="cancel">Stops between experiments.</param>
    public static IReadOnlyList<GroupComparison> Of(
        IReadOnlyList<ExperimentScores> scores, Corpus corpus, Func<CorpusPost, bool> report, int seed = 1, double target = 0.9, CancellationToken cancel = default)
    {
        var calibrated = scores.AsParallel().AsOrdered().WithCancellation(cancel).WithDegreeOfParallelism(2).Select(s => Calibrate(s, corpus, report, target)).ToList();
        var groups = Groups(scores[0].Scores, report);
        return
        [
            .. from @group in groups
               from question in new[] { false, true }
               select Compare(@group, question),
        ];

        GroupComparison Compare(KeyValuePair<string, List<(int At, CodedPost Gold)>> group, bool question)
        {
            var parts = calibrated.AsParallel().AsOrdered().WithCancellation(cancel).WithDegreeOfParallelism(2)
                .Select(c => new ScoredGroup([.. group.Value.Select(r => (r.Gold, question ? c.Scores[r.At].Question : c.Scores[r.At].Full))], corpus.Codebook, c.Calibration)).ToList();
            var figures = parts.Select((p, i) => (Part: p, At: i)).AsParallel().AsOrdered().WithCancellation(cancel).WithDegreeOfParallelism(2)
                .Select(p => new ExperimentFigures(scores[p.At].Experiment, p.Part.Figures(seed), p.At == 0 ? null : p.Part.Against(parts[0], seed))).ToList();
            return new GroupComparison(group.Key, question, parts[0].CodedIds.Distinct(StringComparer.Ordinal).Count(), figures);
        }
    }

    private static (IReadOnlyList<OutOfFold> Scores, CrossFittedCalibration Calibration) Calibrate(ExperimentScores scores, Corpus corpus, Func<CorpusPost, bool> report, double target)
    {
        var options = new BuildOptions(scores.Experiment.ToRecipe(), Plan: null, TargetPrecision: target);
        var calibration = ModelBuild.Calibrate(scores.Scores, corpus, options, report);
        return ([.. scores.Scores.Select(calibration.Apply)], calibration);
    }

    /// <summary>Which rows of the scores belong to which group, with the coder's row of each.</summary>
    private static SortedDictionary<string, List<(int At, CodedPost Gold)>> Groups(IReadOnlyList<OutOfFold> scores, Func<CorpusPost, bool> report)
    {
        var groups = new SortedDictionary<string, List<(int At, CodedPost Gold)>>(StringComparer.Ordinal);
        for (var at = 0; at < scores.Count; at++)
        {
            var post = scores[at].Post;
            if (!report(post))
                continue;
            foreach (var coded in post.Codes.Where(c => c.Code != Verdict.Pending))
            {
                var name = post.IsWritten ? $"{coded.Coder}, {(post.Era.Length > 0 ? post.Era : "no era")}" : coded.Coder;
                if (!groups.TryGetValue(name, out var rows))
                    groups.Add(name, rows = []);
                rows.Add((at, coded));
            }
        }

        foreach (var name in groups.Keys.Where(name => groups[name].Where(r => !Verdict.Is(r.Gold.Code)).Select(r => r.Gold.PostId).Distinct().Count() < FewestPosts).ToList())
            groups.Remove(name);
        return groups;
    }
}
