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

/// <summary>One split of a corpus.</summary>
/// <param name="Index">Number among all splits of the plan, from 0.</param>
/// <param name="Repeat">Which repeat it belongs to, from 0.</param>
/// <param name="Train">Posts to learn from, those written for training included.</param>
/// <param name="Test">Posts to score.</param>
public sealed record CorpusFold(int Index, int Repeat, IReadOnlyList<CorpusPost> Train, IReadOnlyList<CorpusPost> Test);

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
    public static IReadOnlyList<OutOfFold> Run(
        Corpus corpus, Recipe recipe, CrossValidationPlan plan, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        var folds = Split(corpus, plan);
        var results = new IReadOnlyList<OutOfFold>[folds.Count];
        var done = new double[folds.Count];
        Parallel.For(0, folds.Count, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancel }, job =>
        {
            results[job] = Score(corpus, folds[job], recipe, plan, progress: progress is null ? null : new Progress(p => Report(job, p)), cancel: cancel);
            Report(job, 1);
        });

        return Join(results);

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

    /// <summary>The splits of a plan: the same for the same ids, first codes and seed, whatever is trained on them.</summary>
    public static IReadOnlyList<CorpusFold> Split(Corpus corpus, CrossValidationPlan plan)
    {
        var split = corpus.Posts.Where(p => plan.ScoreWritten || !p.IsWritten).ToList();
        var always = corpus.Posts.Where(p => !plan.ScoreWritten && p.IsWritten).ToList();
        var folds = Folds.Make([.. split.Select(p => p.Id)], [.. split.Select(p => p.Codes[0].Code)], plan.Folds, plan.Repeats, plan.Seed);
        return [.. folds.Select((fold, i) => new CorpusFold(i, fold.Repeat, [.. fold.Train.Select(at => split[at]), .. always], [.. fold.Test.Select(at => split[at])]))];
    }

    /// <summary>Trains on one side of a split and scores the other.</summary>
    /// <param name="corpus">The coded posts.</param>
    /// <param name="fold">One of <see cref="Split"/>.</param>
    /// <param name="recipe">How the model is made.</param>
    /// <param name="plan">The plan that the split is of.</param>
    /// <param name="teach">The row that a post is learned from, null to leave it out; by default its own.</param>
    /// <param name="progress">Of the training.</param>
    /// <param name="cancel">Stops the training.</param>
    public static IReadOnlyList<OutOfFold> Score(
        Corpus corpus, CorpusFold fold, Recipe recipe, CrossValidationPlan plan, Func<CorpusPost, TrainingRow?>? teach = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var train = fold.Train.Select(p => teach is null ? p.Row : teach(p)).OfType<TrainingRow>().Where(r => r.Relevance is not null).ToList();
        var model = recipe.Fit(train, corpus.Terms, corpus.Labels, plan.Seed + (1000 * fold.Index), progress, cancel);
        var scorer = model.Scorer(corpus.Terms);
        return [.. fold.Test.Select(Of)];

        OutOfFold Of(CorpusPost post)
        {
            var full = scorer.Score(post.Id, model.Selection.Map(post.Row.Full));
            var question = ReferenceEquals(post.Row.Full, post.Row.Question) ? full : scorer.Score(post.Id, model.Selection.Map(post.Row.Question));
            return new OutOfFold(post, fold.Repeat, full, question);
        }
    }

    /// <summary>Scores of all splits as one list in order of repeat, fold and post.</summary>
    public static IReadOnlyList<OutOfFold> Join(IEnumerable<IReadOnlyList<OutOfFold>> folds) => [.. folds.SelectMany(f => f).OrderBy(s => s.Repeat)];

    private sealed class Progress(Action<double> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value.Done);
    }
}
