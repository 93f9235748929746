using Triage.Codes;
using Triage.Evaluation;
using Triage.Predictions;

namespace Triage.Training;

/// <summary>How well relevance tells posts with a code from the posts of a coder who gave none but <c>not-deployment</c>.</summary>
/// <param name="Coder">The coder of the negatives.</param>
/// <param name="Posts">How many negatives.</param>
/// <param name="Full">AUC on whole posts.</param>
/// <param name="Question">AUC without answers.</param>
public sealed record NegativeCoders(string Coder, int Posts, Figure Full, Figure Question)
{
    /// <summary>One for each such coder, in ordinal order.</summary>
    public static IReadOnlyList<NegativeCoders> Compute(IReadOnlyList<OutOfFold> scores, Func<CorpusPost, bool> report, int seed)
    {
        var kept = scores.Where(s => report(s.Post)).ToList();
        var positive = kept.Where(s => s.Post.Codes.Any(c => !Verdict.Is(c.Code))).ToList();
        return
        [
            .. from coder in kept.SelectMany(s => s.Post.Codes).GroupBy(c => c.Coder).OrderBy(g => g.Key, StringComparer.Ordinal)
               where positive.Count > 0 && coder.All(c => c.Code == Verdict.NotDeployment)
               let negative = kept.Where(s => s.Post.By(coder.Key) is not null && s.Post.Codes.All(c => Verdict.Is(c.Code))).ToList()
               where negative.Count > 0
               select new NegativeCoders(coder.Key, negative.Select(s => s.Post.Id).Distinct().Count(), Auc(s => s.Full, positive, negative, seed), Auc(s => s.Question, positive, negative, seed)),
        ];
    }

    private static Figure Auc(Func<OutOfFold, Prediction> view, List<OutOfFold> positive, List<OutOfFold> negative, int seed)
    {
        var all = positive.Concat(negative).ToList();
        return new Bootstrap([.. all.Select(s => s.Post.Id)], seed: seed)
            .Interval(Roc.AucOf([.. all.Select(s => (double)view(s).Relevance)], [.. all.Select((_, i) => i < positive.Count)]));
    }
}
