namespace Triage.Evaluation.Agreement;

/// <summary>
/// Fleiss' kappa of any number of coders, who need not be the same for every item.
/// Sources: Fleiss, Psychological Bulletin 76 (1971), 378-382; missing ratings and the analytic interval (Student's t over items) as in Gwet (2014), chapter 5.
/// </summary>
public static class FleissKappa
{
    /// <summary>Kappa (-1..1) with its interval; undefined when one label is all there is.</summary>
    public static Figure Compute(Ratings ratings) => Compute([.. Enumerable.Range(0, ratings.Count).Select(ratings.CountsOf)], ratings.Labels.Count);

    /// <summary>Kappa from how often each label was given to each item (at least one rating an item).</summary>
    public static Figure Compute(IReadOnlyList<double[]> items, int labels)
        => ChanceCorrected.Compute(items, labels, shares => shares.Sum(share => share * share), (shares, label) => shares[label]);
}
