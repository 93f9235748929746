using Triage.Codebooks;
using Triage.Codes;
using Triage.Predictions;
using Triage.Training.Calibrating;

namespace Triage.Training;

/// <summary>What the decisions come to against one coder, shares 0..1 of his rows with a code.</summary>
/// <param name="Coder">Whose codes are gold.</param>
/// <param name="Posts">Scored rows with a code; in several repeats a post counts several times.</param>
/// <param name="Accept">Share accepted.</param>
/// <param name="AcceptRight">Share of the accepted whose code stands under the node given; NaN when none was.</param>
/// <param name="Suggest">Share suggested.</param>
/// <param name="Abstain">Share abstained from.</param>
public sealed record DecisionFigures(string Coder, int Posts, double Accept, double AcceptRight, double Suggest, double Abstain)
{
    /// <summary>One for each coder with a scored code, in ordinal order; on whole posts.</summary>
    public static IReadOnlyList<DecisionFigures> Compute(IReadOnlyList<OutOfFold> scores, Codebook codebook, CrossFittedCalibration calibration, Func<CorpusPost, bool> report)
    {
        var rows = from score in scores
                   where report(score.Post)
                   let outcome = calibration.Decide(score.Full)
                   from coded in score.Post.Codes
                   where !Verdict.Is(coded.Code)
                   select (coded.Coder, outcome.Decision, Right: codebook.Find(outcome.Fallback)?.Codes.Contains(codebook.IndexOf(coded.Code)) ?? false);
        return
        [
            .. from coder in rows.GroupBy(r => r.Coder).OrderBy(g => g.Key, StringComparer.Ordinal)
               let n = coder.Count()
               let accepted = coder.Where(r => r.Decision == Decision.Accept).ToList()
               select new DecisionFigures(
                   coder.Key, n, Share(accepted.Count, n), Share(accepted.Count(r => r.Right), accepted.Count),
                   Share(coder.Count(r => r.Decision == Decision.Suggest), n), Share(coder.Count(r => r.Decision == Decision.Abstain), n)),
        ];
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
