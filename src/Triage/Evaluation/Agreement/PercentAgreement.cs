namespace Triage.Evaluation.Agreement;

/// <summary>How often coders say the same, chance included.</summary>
public static class PercentAgreement
{
    /// <summary>Share of items (0..1) on which two coders agree, with Wilson's interval (1927).</summary>
    public static Figure OfTwo(IReadOnlyList<int> first, IReadOnlyList<int> second)
        => NormalIntervals.Wilson(first.Where((label, i) => label == second[i]).Count(), first.Count);

    /// <summary>
    /// Share of agreeing pairs of coders, averaged over items (the observed agreement of Fleiss, 1971), as a statistic for <see cref="Bootstrap"/>.
    /// </summary>
    public static Statistic OfMany(Ratings ratings)
        => Weighted.Mean([.. Enumerable.Range(0, ratings.Count).Select(item =>
        {
            var counts = ratings.CountsOf(item);
            var n = counts.Sum();
            return counts.Sum(count => count * (count - 1)) / (n * (n - 1));
        })]);

    /// <summary>
    /// Positive agreement on one label: of the pairs (this coder gave the label, another coder rated the item too), the share in which the other
    /// gave it as well; of two coders 2a / (2a + b + c). A statistic for <see cref="Bootstrap"/>.
    /// Sources: Cicchetti and Feinstein, Journal of Clinical Epidemiology 43 (1990), 551-558; for several coders Fleiss, Levin and Paik (2003), chapter 18.
    /// </summary>
    public static Statistic Positive(Ratings ratings, int label)
    {
        var given = Enumerable.Range(0, ratings.Count).Select(item => (item, count: ratings.Items[item].Count(rating => rating == label), n: ratings.Items[item].Count(rating => rating >= 0)))
            .Where(entry => entry.count > 0).ToArray();
        return weights =>
        {
            double agree = 0, all = 0;
            foreach (var (item, count, n) in given)
            {
                agree += weights[item] * count * (count - 1);
                all += weights[item] * count * (n - 1);
            }

            return all > 0 ? agree / all : double.NaN;
        };
    }
}
