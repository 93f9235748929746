using System.Collections.Concurrent;
using System.Diagnostics;
using Triage.Training;

namespace Triage.Experiments;

/// <summary>Out-of-fold scores of one experiment.</summary>
/// <param name="Experiment">Which.</param>
/// <param name="Scores">In the same order of repeats and posts for every experiment of a run.</param>
/// <param name="MeanTraining">How long one training took on average, when it was run, beside whatever else the machine did.</param>
public sealed record ExperimentScores(Experiment Experiment, IReadOnlyList<OutOfFold> Scores, TimeSpan MeanTraining);

/// <summary>Trains all experiments of a plan on the same folds, a few at a time, and keeps finished folds on disk.</summary>
public static class ExperimentRun
{
    /// <param name="corpus">The coded posts.</param>
    /// <param name="plan">What to compare.</param>
    /// <param name="cacheFolder">Where finished folds are kept; what is there already is not trained again.</param>
    /// <param name="threads">Trainings at a time.</param>
    /// <param name="progress">How many of all folds are done; begins with those found in the cache.</param>
    /// <param name="cancel">Stops all trainings; finished folds stay.</param>
    /// <returns>The base first, then the others in the plan's order.</returns>
    /// <exception cref="InputException">The cache cannot be written, or there are fewer posts than folds.</exception>
    public static IReadOnlyList<ExperimentScores> Run(
        Corpus corpus, ExperimentPlan plan, string cacheFolder, int threads = 2, IProgress<(int Done, int All)>? progress = null, CancellationToken cancel = default)
    {
        var splits = new CrossValidationPlan(plan.Folds, plan.Repeats, plan.Seed, plan.ScoreWritten, threads);
        var folds = CrossValidation.Split(corpus, splits);
        var cache = new ScoreCache(cacheFolder, corpus);
        Experiment[] experiments = [plan.Base, .. plan.Others];
        // By path, not by experiment: two with the same settings are trained once.
        var paths = experiments.Select(e => folds.Select(f => cache.PathOf(e, splits, f)).ToArray()).ToArray();
        var results = new ConcurrentDictionary<string, (IReadOnlyList<OutOfFold> Scores, TimeSpan Took)>(StringComparer.Ordinal);
        var open = new List<(int Experiment, int Fold, string Path)>();
        foreach (var (e, f) in from e in Enumerable.Range(0, experiments.Length) from f in Enumerable.Range(0, folds.Count) select (e, f))
        {
            if (results.ContainsKey(paths[e][f]) || open.Any(o => o.Path == paths[e][f]))
                continue;
            if (ScoreCache.Read(paths[e][f], folds[f]) is { } found)
                results[paths[e][f]] = found;
            else
                open.Add((e, f, paths[e][f]));
        }

        var all = results.Count + open.Count;
        var done = results.Count;
        progress?.Report((done, all));
        var rows = experiments.Select(e => new Lazy<TeachingRows>(() => new TeachingRows(corpus, e))).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        // Jobs are taken in order: what is stopped early has whole experiments, not a fold of each.
        Parallel.ForEach(Partitioner.Create(open, EnumerablePartitionerOptions.NoBuffering), options, job =>
        {
            var clock = Stopwatch.StartNew();
            var scores = CrossValidation.Score(corpus, folds[job.Fold], experiments[job.Experiment].ToRecipe(), splits, rows[job.Experiment].Value.Of, cancel: cancel);
            ScoreCache.Write(job.Path, scores, clock.Elapsed);
            results[job.Path] = (scores, clock.Elapsed);
            progress?.Report((Interlocked.Increment(ref done), all));
        });

        return [.. experiments.Select((e, i) => Join(e, [.. paths[i].Select(p => results[p])]))];
    }

    private static ExperimentScores Join(Experiment experiment, List<(IReadOnlyList<OutOfFold> Scores, TimeSpan Took)> folds) =>
        new(experiment, CrossValidation.Join(folds.Select(f => f.Scores)), TimeSpan.FromSeconds(folds.Average(f => f.Took.TotalSeconds)));
}
