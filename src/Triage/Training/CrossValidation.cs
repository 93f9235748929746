using Triage.Evaluation;
using Triage.Predictions;

namespace Triage.Training;

/// <summary>Scores of one post by a model that never saw it.</summary>
/// <param name="Post">The post.</param>
/// <param name="Repeat">Which repeat of the cross-validation, from 0.</param>
/// <param name="Full">Scores of the whole post.</param>
/// <param name="Question">Scores of the question without its answers; the same object for a post without answers.</param>
public sealed record OutOfFold(CorpusPost Post, int Repeat, Prediction Full, Prediction Question);

/// <summary>How posts are split and which are scored.</summary>
/// <param name="Folds">Parts of a split.</param>
/// <param name="Repeats">How many times all posts are split anew.</param>
/// <param name="Seed">Fixes splits and trainings.</param>
/// <param name="ScoreWritten">Whether posts that carry their own code are split and scored too; otherwise every model trains on all of them.</param>
/// <param name="Threads">Trainings at a time.</param>
public sealed record CrossValidationPlan(int Folds = 5, int Repeats = 3, int Seed = 1, bool ScoreWritten = false, int Threads = 2);

/// <summary>
/// Repeated, stratified cross-validation grouped by post id: vocabulary, weights and network are learned anew in every fold, from the other folds
/// and all written posts.
/// </summary>
public static class CrossValidation
{
    /// <summary>Trains folds × repeats models; the result is in order of repeat and post, whatever the number of threads.</summary>
    /// <param name="corpus">The coded posts.</param>
    /// <param name="recipe">How models are made.</param>
    /// <param name="plan">The splits.</param>
    /// <param name="progress">0..1 of the whole.</param>
    /// <param name="cancel">Stops all trainings.</param>
    /// <param name="trainOn">Posts that may be trained on; all when null.</param>
    public static IReadOnlyList<OutOfFold> Run(
        Corpus corpus, Recipe recipe, CrossValidationPlan plan, IProgress<double>? progress = null, CancellationToken cancel = default,
        Func<CorpusPost, bool>? trainOn = null)
    {
        var split = corpus.Posts.Where(p => plan.ScoreWritten || !p.IsWritten).ToList();
        var always = corpus.Posts.Where(p => !plan.ScoreWritten && p.IsWritten).ToList();
        var folds = Folds.Make([.. split.Select(p => p.Id)], [.. split.Select(p => p.Codes[0].Code)], plan.Folds, plan.Repeats, plan.Seed);
        var results = new List<OutOfFold>[folds.Count];
        var done = new double[folds.Count];
        Parallel.For(0, folds.Count, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancel }, job =>
        {
            var fold = folds[job];
            var train = fold.Train.Select(i => split[i]).Concat(always)
                .Where(p => p.Row.Relevance is not null && (trainOn is null || trainOn(p))).Select(p => p.Row).ToList();
            var step = progress is null ? null : new Progress(p => Report(job, p));
            var model = recipe.Fit(train, corpus.Terms, corpus.Labels, plan.Seed + (1000 * job), step, cancel);
            var scorer = model.Scorer(corpus.Terms);
            results[job] = [.. fold.Test.Select(i => Score(split[i], fold.Repeat))];
            Report(job, 1);

            OutOfFold Score(CorpusPost post, int repeat)
            {
                var full = scorer.Score(post.Id, model.Selection.Map(post.Row.Full));
                var question = ReferenceEquals(post.Row.Full, post.Row.Question) ? full : scorer.Score(post.Id, model.Selection.Map(post.Row.Question));
                return new OutOfFold(post, repeat, full, question);
            }
        });

        return [.. results.SelectMany(r => r).OrderBy(r => r.Repeat)];

        void Report(int job, double share)
        {
            if (progress is null)
                return;
            lock (done)
            {
                done[job] = share;
                progress.Report(done.Sum() / done.Length);
            }
        }
    }

    private sealed class Progress(Action<double> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value.Done);
    }
}
