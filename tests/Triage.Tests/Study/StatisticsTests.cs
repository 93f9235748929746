using Triage.Study;

namespace Triage.Tests.Study;

public class StatisticsTests
{
    [Fact]
    public void The_proportion_test_gives_the_values_of_R()
    {
        // prop.test(c(15, 25), c(50, 50)): X-squared = 3.375, p-value = 0.06619.
        var test = ProportionTest.Compare("a", 15, 50, "b", 25, 50);
        Assert.Equal(3.375, test.ChiSquare, 9);
        Assert.Equal(0.06619, test.PValue, 5);
    }

    [Fact]
    public void The_interval_of_a_difference_is_that_of_Newcombes_first_example()
    {
        // Newcombe 1998, table II (a): 56/70 - 48/80, method 10.
        var test = ProportionTest.Compare("a", 56, 70, "b", 48, 80);
        Assert.Equal(0.2, test.Difference.Value, 9);
        Assert.Equal(0.0524, test.Difference.Low, 4);
        Assert.Equal(0.3339, test.Difference.High, 4);
    }

    [Fact]
    public void Mann_Whitney_counts_the_pairs_of_Hollander_and_Wolfe()
    {
        // Hollander and Wolfe 1973, table 4.1, as in R's help of wilcox.test: W = 35.
        double[] term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
        double[] early = [1.15, 0.88, 0.90, 0.74, 1.21];
        var test = MannWhitney.Compare("term", term, "early", early);
        Assert.Equal(35, test.U);
        Assert.Equal(0.7, test.Superiority, 9);
        Assert.Equal(0.2446, test.PValue, 4);
        Assert.Equal(15, MannWhitney.Compare("early", early, "term", term).U);
    }

    [Fact]
    public void Mann_Whitney_with_ties_is_near_the_share_of_all_permutations()
    {
        var random = new Random(3);
        var gaps = new List<double>();
        for (var round = 0; round < 20; round++)
        {
            var values = Enumerable.Range(0, 14).Select(_ => (double)random.Next(6)).ToArray();
            if (values.Distinct().Count() == 1)
                continue;
            var test = MannWhitney.Compare("a", values[..7], "b", values[7..]);
            var observed = Math.Abs(test.U - 24.5);
            int extreme = 0, all = 0;
            for (var mask = 0; mask < 1 << 14; mask++)
            {
                if (System.Numerics.BitOperations.PopCount((uint)mask) != 7)
                    continue;
                all++;
                double u = 0;
                for (var i = 0; i < 14; i++)
                {
                    for (var j = 0; j < 14; j++)
                    {
                        if ((mask >> i & 1) == 1 && (mask >> j & 1) == 0)
                            u += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
                    }
                }

                if (Math.Abs(u - 24.5) >= observed - 1e-9)
                    extreme++;
            }

            gaps.Add(Math.Abs((extreme / (double)all) - test.PValue));
        }

        Assert.True(gaps.Max() < 0.1 && gaps.Average() < 0.03, $"{gaps.Max():F3}, mean {gaps.Average():F3}");
    }

    [Fact]
    public void Equal_or_missing_values_have_no_p_value()
    {
        Assert.True(double.IsNaN(MannWhitney.Compare("a", [1, 1], "b", [1, 1]).PValue));
        Assert.True(double.IsNaN(MannWhitney.Compare("a", [], "b", [1]).PValue));
        Assert.True(double.IsNaN(ProportionTest.Compare("a", 0, 0, "b", 1, 2).PValue));
    }

    [Fact]
    public void A_box_has_the_quartiles_of_R_and_whiskers_that_stop_before_outliers()
    {
        // boxplot/quantile(c(1, 2, 3, 4, 100), type = 7): 2, 3, 4; 100 lies beyond 4 + 1.5 * 2.
        var box = BoxSummary.Of([100, 3, 1, 4, 2]);
        Assert.Equal((2, 3, 4, 1, 4, 22), (box.Q1, box.Median.Value, box.Q3, box.WhiskerLow, box.WhiskerHigh, box.Mean));
        Assert.True(double.IsNaN(BoxSummary.Of([]).Median.Value));
    }

    [Fact]
    public void The_medians_interval_holds_it_in_19_of_20_samples()
    {
        var random = new Random(5);
        var held = Enumerable.Range(0, 2000).Count(_ =>
        {
            var median = BoxSummary.Of(Enumerable.Range(0, 61).Select(_ => random.NextDouble())).Median;
            return median.Low <= 0.5 && 0.5 <= median.High;
        });
        Assert.InRange(held / 2000.0, 0.93, 0.98);
    }
}
