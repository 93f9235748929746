namespace Triage.Evaluation;

/// <summary>The area under the ROC curve: the chance that a positive row scores above a negative one, ties counting half.</summary>
/// <remarks>Source: Hanley and McNeil, Radiology 143 (1982), 29-36: the area equals the Mann-Whitney statistic.</remarks>
public static class Roc
{
    /// <summary>AUC (0..1); NaN when positives or negatives are missing.</summary>
    public static double Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
        => Weighted.Once(AucOf(scores, positive), scores.Count);

    /// <summary>AUC as a statistic for <see cref="Bootstrap"/>: rows are sorted once, each resample is one pass.</summary>
    public static Statistic AucOf(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i]).ToArray();
        var sorted = order.Select(i => scores[i]).ToArray();
        var hits = order.Select(i => positive[i]).ToArray();
        return weights =>
        {
            double below = 0, above = 0, area = 0;
            for (var i = 0; i < order.Length;)
            {
                double negatives = 0, positives = 0;
                var tie = sorted[i];
                for (; i < order.Length && sorted[i] == tie; i++)
                {
                    if (hits[i])
                        positives += weights[order[i]];
                    else
                        negatives += weights[order[i]];
                }

                area += positives * (below + (negatives / 2));
                below += negatives;
                above += positives;
            }

            return below > 0 && above > 0 ? area / (below * above) : double.NaN;
        };
    }
}
