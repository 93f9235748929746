namespace Triage.Evaluation.Agreement;

/// <summary>
/// Krippendorff's alpha for nominal labels, any number of coders, missing ratings allowed.
/// Sources: Krippendorff, Content Analysis, 4th edition (2019), chapter 12; Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
/// The interval is a percentile bootstrap over items.
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>Alpha (up to 1) of the ratings; NaN when one label is all there is.</summary>
    public static double Compute(Ratings ratings) => Weighted.Once(Of(ratings), ratings.Count);

    /// <summary>Alpha as a statistic for <see cref="Bootstrap"/>.</summary>
    public static Statistic Of(Ratings ratings)
    {
        var items = Enumerable.Range(0, ratings.Count).Select(ratings.CountsOf)
            .Select(counts => (n: counts.Sum(), disagreement: (Math.Pow(counts.Sum(), 2) - counts.Sum(count => count * count)) / (counts.Sum() - 1),
                given: counts.Select((count, label) => (label, count)).Where(entry => entry.count > 0).ToArray())).ToArray();
        var labels = ratings.Labels.Count;
        return weights =>
        {
            double observed = 0, total = 0;
            var values = new double[labels];
            for (var i = 0; i < items.Length; i++)
            {
                observed += weights[i] * items[i].disagreement;
                total += weights[i] * items[i].n;
                foreach (var (label, count) in items[i].given)
                    values[label] += weights[i] * count;
            }

            double same = 0;
            foreach (var value in values)
                same += value * value;
            var expected = (total * total) - same;
            return expected > 0 ? 1 - ((total - 1) * observed / expected) : double.NaN;
        };
    }
}
