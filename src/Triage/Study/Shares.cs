using Triage.Evaluation;
using Triage.Evaluation.Agreement;

namespace Triage.Study;

/// <summary>Shares with their intervals.</summary>
public static class Shares
{
    /// <summary>A share (0..1) with its 95 % score interval; undefined of nothing. Source: Wilson, Journal of the American Statistical Association 22 (1927), 209-212.</summary>
    public static Figure Wilson(double hits, double n) => NormalIntervals.Wilson(hits, n);
}
