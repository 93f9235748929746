using System.Diagnostics;
using Triage.Evaluation;

namespace Triage.Tests.Evaluation;

public class BootstrapTests
{
    [Fact]
    public void The_interval_of_a_mean_is_that_of_the_normal_approximation()
    {
        var random = new Random(1);
        var right = Enumerable.Range(0, 1000).Select(_ => random.NextDouble() < 0.6).ToList();
        var figure = new Bootstrap(Names(1000), 2000).Interval(Weighted.Share(right));
        var half = 1.96 * Math.Sqrt(figure.Value * (1 - figure.Value) / 1000);
        Assert.Equal(figure.Value - half, figure.Low, 0.004);
        Assert.Equal(figure.Value + half, figure.High, 0.004);
    }

    [Fact]
    public void Intervals_cover_the_truth_about_as_often_as_they_say()
    {
        var random = new Random(4);
        var covered = Enumerable.Range(0, 300).Count(_ =>
        {
            var values = Enumerable.Range(0, 60).Select(_ => random.NextDouble() < 0.4).ToList();
            var figure = new Bootstrap(Names(60), 300).Interval(Weighted.Share(values));
            return figure.Low <= 0.4 && 0.4 <= figure.High;
        });
        Assert.InRange(covered / 300d, 0.90, 0.99);
    }

    [Fact]
    public void Rows_of_one_post_are_drawn_together()
    {
        var random = new Random(3);
        var single = Enumerable.Range(0, 200).Select(_ => random.NextDouble() < 0.5).ToList();
        var doubled = single.SelectMany(right => new[] { right, right }).ToList();
        var names = Names(200).SelectMany(name => new[] { name, name }).ToList();
        var one = new Bootstrap(Names(200)).Interval(Weighted.Share(single));
        Assert.Equal(one, new Bootstrap(names).Interval(Weighted.Share(doubled)));
        var independent = new Bootstrap(Names(400)).Interval(Weighted.Share(doubled));
        Assert.True(independent.High - independent.Low < 0.85 * (one.High - one.Low));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_a_resample_is_a_weighting()
    {
        var values = Weighted.Mean([1, 2.5, 3, double.NaN, 7.25, 11, 13, 0.5, 2]);
        Assert.Equal(new Bootstrap(Names(9), 100, 7).Interval(values), new Bootstrap(Names(9), 100, 7).Interval(values));
        Assert.NotEqual(new Bootstrap(Names(9), 100, 7).Interval(values), new Bootstrap(Names(9), 100, 8).Interval(values));
        new Bootstrap(Names(9), 100).Interval(weights =>
        {
            var sum = 0d;
            foreach (var weight in weights)
                sum += weight;
            Assert.Equal(9, sum);
            return sum;
        });
    }

    [Fact]
    public void A_paired_difference_sees_what_separate_intervals_hide()
    {
        var random = new Random(6);
        var worse = Enumerable.Range(0, 500).Select(_ => random.NextDouble() < 0.5).ToList();
        var better = worse.Select((right, i) => right || i % 20 == 0).ToList();
        var bootstrap = new Bootstrap(Names(500));
        var difference = bootstrap.Difference(Weighted.Share(better), Weighted.Share(worse));
        Assert.True(difference.Difference.Low > 0);
        Assert.InRange(difference.PValue, 0, 0.01);
        Assert.True(bootstrap.Interval(Weighted.Share(worse)).High > bootstrap.Interval(Weighted.Share(better)).Low);
        Assert.Equal(1, bootstrap.Difference(Weighted.Share(worse), Weighted.Share(worse)).PValue);
    }

    [Fact]
    public void A_thousand_resamples_of_a_thousand_posts_take_well_under_a_second()
    {
        var random = new Random(8);
        var classes = new Classification([.. Enumerable.Range(0, 1000).Select(_ => random.Next(81))], [.. Enumerable.Range(0, 1000).Select(_ => random.Next(81))], 81);
        var confidence = Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ToList();
        var right = confidence.Select(score => random.NextDouble() < score).ToList();
        Statistic[] all = [classes.AccuracyOf, classes.KappaOf, classes.MacroF1Of, Roc.AucOf(confidence, right), Calibration.ExpectedErrorOf(confidence, right)];
        var bootstrap = new Bootstrap(Names(1000));
        bootstrap.Intervals(all);
        var watch = Stopwatch.StartNew();
        bootstrap.Intervals(all);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 900);
        TestContext.Current.TestOutputHelper?.WriteLine($"1,000 resamples of 1,000 posts, five statistics: {watch.ElapsedMilliseconds} ms");
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"post-{i}")];
}
