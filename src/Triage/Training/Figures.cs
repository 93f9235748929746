using Triage.Codes;
using Triage.Evaluation;
using Triage.Predictions;

namespace Triage.Training;

/// <summary>Cross-validated figures against one coder, posts with their answers and as bare questions.</summary>
/// <param name="Coder">Whose codes are gold.</param>
/// <param name="Full">Figures on whole posts.</param>
/// <param name="Question">Figures on the same posts without their answers.</param>
public sealed record CoderFigures(string Coder, EvaluationReport Full, EvaluationReport Question)
{
    private const int FewestPosts = 20;

    /// <summary>A report for each coder with enough scored posts, in ordinal order of names.</summary>
    /// <param name="scores">Out-of-fold scores, all repeats: a post's rows are resampled together.</param>
    /// <param name="corpus">Gives the codebook.</param>
    /// <param name="include">Which posts count.</param>
    /// <param name="seed">Fixes the bootstrap.</param>
    public static IReadOnlyList<CoderFigures> Of(IReadOnlyList<OutOfFold> scores, Corpus corpus, Func<CorpusPost, bool> include, int seed = 1)
    {
        var coders = scores.SelectMany(s => s.Post.Codes).Select(c => c.Coder).Distinct().Order(StringComparer.Ordinal);
        var kept = scores.Where(s => include(s.Post)).ToList();
        return
        [
            .. from coder in coders
               let coded = kept.Where(s => s.Post.By(coder) is { } row && row.Code != Verdict.Pending).ToList()
               where coded.Select(s => s.Post.Id).Distinct().Count() >= FewestPosts
               select new CoderFigures(coder, Report(coded, coder, s => s.Full, corpus, seed), Report(coded, coder, s => s.Question, corpus, seed)),
        ];
    }

    private static EvaluationReport Report(List<OutOfFold> scores, string coder, Func<OutOfFold, Prediction> view, Corpus corpus, int seed) =>
        EvaluationReport.Compute(new EvaluationInput([.. scores.Select(s => Row(s.Post, coder, view(s), corpus))], corpus.Codebook), seed: seed);

    private static EvaluationRow Row(CorpusPost post, string coder, Prediction prediction, Corpus corpus)
    {
        var row = post.By(coder)!;
        int? gold = Verdict.Is(row.Code) ? null : corpus.Codebook.IndexOf(row.Code);
        int? second = row.SecondCode is null || Verdict.Is(row.SecondCode) ? null : corpus.Codebook.IndexOf(row.SecondCode);
        return new EvaluationRow(post.Id, gold, second, prediction, row.Code != Verdict.NotDeployment);
    }
}
