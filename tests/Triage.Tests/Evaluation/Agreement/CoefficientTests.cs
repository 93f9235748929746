using Triage.Evaluation;
using Triage.Evaluation.Agreement;

namespace Triage.Tests.Evaluation.Agreement;

public class CoefficientTests
{
    /// <summary>Cohen (1960), table 1 in proportions of 100: observed 0.29, expected 0.35, kappa -0.09.</summary>
    [Fact]
    public void Cohens_example_of_1960_comes_out()
    {
        var (first, second) = PublishedTables.Expand([[25, 13, 12], [12, 2, 16], [3, 15, 2]]);
        Assert.Equal(0.29, PercentAgreement.OfTwo(first, second).Value, 12);
        Assert.Equal(-0.06 / 0.65, Kappa.Cohen(first, second, 3).Value, 12);
    }

    /// <summary>Cohen (1968): the same 200 cases give kappa 0.492 and, with disagreements weighted 1, 3 and 6, weighted kappa 0.348.</summary>
    [Fact]
    public void Cohens_example_of_1968_comes_out_weighted_and_plain()
    {
        var (first, second) = PublishedTables.Expand([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
        double[,] disagreement = { { 0, 1, 3 }, { 1, 0, 6 }, { 3, 6, 0 } };
        Assert.Equal(0.492, Kappa.Cohen(first, second, 3).Value, 3);
        Assert.Equal(0.348, Kappa.WeightedBy(first, second, 3, (i, j) => 1 - (disagreement[i, j] / 6)).Value, 3);
    }

    /// <summary>Fleiss, Cohen and Everitt (1969): kappa 0.429 with variance 0.002885 on 200 cases.</summary>
    [Fact]
    public void The_standard_error_is_that_of_fleiss_cohen_and_everitt()
    {
        var (first, second) = PublishedTables.Expand([[106, 10, 4], [22, 28, 10], [2, 12, 6]]);
        var kappa = Kappa.Cohen(first, second, 3);
        Assert.Equal(0.429, kappa.Value, 3);
        Assert.Equal(1.959964 * Math.Sqrt(0.002885), kappa.High - kappa.Value, 4);
        Assert.Equal(kappa.Value - kappa.Low, kappa.High - kappa.Value, 12);
    }

    /// <summary>Gwet (2014), the table of 100 pregnant women that his program irrCAC calls cont3x3abstractors: kappa 0.7964 (error 0.0589), AC1 0.8493 (error 0.0432), alpha 0.7973.</summary>
    [Fact]
    public void Gwets_table_of_two_abstractors_comes_out()
    {
        int[][] cells = [[13, 0, 0], [0, 20, 7], [0, 4, 56]];
        var (first, second) = PublishedTables.Expand(cells);
        var ratings = PublishedTables.OfTwo(cells);
        var kappa = Kappa.Cohen(first, second, 3);
        Assert.Equal(0.7964094, kappa.Value, 1e-6);
        Assert.Equal(0.05891072, (kappa.High - kappa.Value) / 1.959964, 1e-6);
        var ac1 = GwetAc1.Compute(ratings);
        Assert.Equal(0.8493305, ac1.Value, 1e-6);
        // His program for tables divides by n where that for raw ratings, which ours follows, divides by n - 1.
        Assert.Equal(0.04321747 * Math.Sqrt(100 / 99d), (ac1.High - ac1.Value) / NormalIntervals.StudentT(99), 1e-6);
        Assert.Equal(0.7972585, KrippendorffAlpha.Compute(ratings), 1e-6);
        Assert.Equal(0.89, PercentAgreement.OfTwo(first, second).Value, 12);
    }

    /// <summary>Gwet (2002, Kappa statistic is not satisfactory): 125 subjects, kappa -0.023 and AC1 0.941 at 94.4 % agreement.</summary>
    [Fact]
    public void The_paradox_of_kappa_comes_out()
    {
        int[][] cells = [[118, 5], [2, 0]];
        var (first, second) = PublishedTables.Expand(cells);
        Assert.Equal(0.944, PercentAgreement.OfTwo(first, second).Value, 12);
        Assert.Equal(-0.0234, Kappa.Cohen(first, second, 2).Value, 4);
        Assert.Equal(0.9408, GwetAc1.Compute(PublishedTables.OfTwo(cells)).Value, 4);
    }

    [Fact]
    public void The_table_of_fleiss_gives_his_kappa()
        => Assert.Equal(0.430, FleissKappa.Compute(PublishedTables.Fleiss1971, 5).Value, 3);

    /// <summary>The first 15 patients, as in irrCAC's distrib.6raters: kappa 0.4139 (0.240 to 0.588), AC1 0.4448 (0.264 to 0.625).</summary>
    [Fact]
    public void The_first_fifteen_patients_give_gwets_figures_and_intervals()
    {
        var first = PublishedTables.Fleiss1971[..15];
        var kappa = FleissKappa.Compute(first, 5);
        Assert.Equal(0.4139265, kappa.Value, 1e-6);
        Assert.Equal((0.24, 0.588), (Math.Round(kappa.Low, 3), Math.Round(kappa.High, 3)));
        var ac1 = GwetAc1.Compute(first, 5);
        Assert.Equal(0.4448007, ac1.Value, 1e-6);
        Assert.Equal((0.264, 0.625), (Math.Round(ac1.Low, 3), Math.Round(ac1.High, 3)));
    }

    [Fact]
    public void Krippendorffs_example_gives_his_alpha()
        => Assert.Equal(0.743, KrippendorffAlpha.Compute(new Ratings(PublishedTables.Krippendorff2011, PublishedTables.Five)), 3);

    /// <summary>The same data in Gwet (2014) and irrCAC's cac.raw4raters, the unit with one rating included: AC1 0.77544 (from 0.461), Fleiss 0.76117 (from 0.424), observed 0.8182.</summary>
    [Fact]
    public void Krippendorffs_example_gives_gwets_figures_with_missing_ratings()
    {
        double[][] counts = [.. PublishedTables.Krippendorff2011.Select(unit => Enumerable.Range(0, 5).Select(label => (double)unit.Count(rating => rating == label)).ToArray())];
        var ac1 = GwetAc1.Compute(counts, 5);
        var fleiss = FleissKappa.Compute(counts, 5);
        Assert.Equal((0.77544, 0.461, 1), (Math.Round(ac1.Value, 5), Math.Round(ac1.Low, 3), ac1.High));
        Assert.Equal((0.76117, 0.424, 1), (Math.Round(fleiss.Value, 5), Math.Round(fleiss.Low, 3), fleiss.High));
        var ratings = new Ratings(PublishedTables.Krippendorff2011, PublishedTables.Five);
        Assert.Equal(0.8181818, Weighted.Once(PercentAgreement.OfMany(ratings), ratings.Count), 1e-6);
    }

    [Fact]
    public void Wilsons_interval_is_the_textbook_one()
    {
        var figure = PercentAgreement.OfTwo([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
        Assert.Equal((0.8, 0.490, 0.943), (figure.Value, Math.Round(figure.Low, 3), Math.Round(figure.High, 3)));
    }

    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(5, 2.571)]
    [InlineData(10, 2.228)]
    [InlineData(30, 2.042)]
    [InlineData(1000, 1.962)]
    public void Students_t_is_that_of_the_tables(int degrees, double point)
        => Assert.Equal(point, NormalIntervals.StudentT(degrees), 0.005);

    [Fact]
    public void Positive_agreement_of_two_coders_is_2a_over_2a_b_c()
    {
        var ratings = PublishedTables.OfTwo([[8, 3], [1, 20]]);
        Assert.Equal(16 / 20d, Weighted.Once(PercentAgreement.Positive(ratings, 0), ratings.Count), 12);
        Assert.Equal(40 / 44d, Weighted.Once(PercentAgreement.Positive(ratings, 1), ratings.Count), 12);
    }

    [Fact]
    public void On_any_two_coders_the_analytic_interval_is_near_the_bootstrap()
    {
        var random = new Random(12);
        for (var round = 0; round < 5; round++)
        {
            var first = Enumerable.Range(0, 400).Select(_ => random.Next(4)).ToArray();
            var second = first.Select(label => random.NextDouble() < 0.6 ? label : random.Next(4)).ToArray();
            var analytic = Kappa.Cohen(first, second, 4);
            var resampled = new Bootstrap([.. first.Select((_, i) => $"{i}")], 1000, round).Interval(new Classification(first, second, 4).KappaOf);
            Assert.Equal(resampled.Value, analytic.Value, 10);
            Assert.Equal(resampled.Low, analytic.Low, 0.02);
            Assert.Equal(resampled.High, analytic.High, 0.02);
        }
    }

    [Fact]
    public void Full_agreement_is_one_and_one_label_only_is_undefined()
    {
        int[][] full = [[5, 0], [0, 5]], single = [[9, 0], [0, 0]];
        Assert.Equal(1, Kappa.Cohen(PublishedTables.Expand(full).First, PublishedTables.Expand(full).Second, 2).Value);
        Assert.Equal(1, GwetAc1.Compute(PublishedTables.OfTwo(full)).Value, 12);
        Assert.Equal(1, KrippendorffAlpha.Compute(PublishedTables.OfTwo(full)), 12);
        Assert.Equal(double.NaN, Kappa.Cohen([0, 0], [0, 0], 2).Value);
        Assert.Equal(double.NaN, KrippendorffAlpha.Compute(PublishedTables.OfTwo(single)));
        Assert.Equal(double.NaN, FleissKappa.Compute(PublishedTables.OfTwo(single)).Value);
        Assert.Equal(double.NaN, Kappa.Cohen([], [], 2).Value);
    }
}
