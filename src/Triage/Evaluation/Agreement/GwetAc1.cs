namespace Triage.Evaluation.Agreement;

/// <summary>
/// Gwet's AC1 of any number of coders: stays near the per cent agreement where one label is much more frequent than others and kappa collapses.
/// Source: Gwet, British Journal of Mathematical and Statistical Psychology 61 (2008), 29-48; analytic interval (Student's t over items), missing ratings as in Gwet (2014), chapter 5.
/// </summary>
public static class GwetAc1
{
    /// <summary>AC1 (-1..1) with its interval; undefined when one label is all there is.</summary>
    public static Figure Compute(Ratings ratings) => Compute([.. Enumerable.Range(0, ratings.Count).Select(ratings.CountsOf)], ratings.Labels.Count);

    /// <summary>AC1 from how often each label was given to each item (at least one rating an item).</summary>
    public static Figure Compute(IReadOnlyList<double[]> items, int labels)
        => labels < 2 ? Figure.Undefined : ChanceCorrected.Compute(items, labels,
            shares => shares.Sum(share => share * (1 - share)) / (labels - 1), (shares, label) => (1 - shares[label]) / (labels - 1));
}
