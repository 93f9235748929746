using Triage.Evaluation;

namespace Triage.Tests.Evaluation;

public class MetricsTests
{
    [Fact]
    public void The_rank_counts_higher_scores_and_earlier_ties()
    {
        float[] scores = [0.2f, 0.3f, 0.2f, 0.3f];
        Assert.Equal([3, 1, 4, 2], Enumerable.Range(0, 4).Select(i => Ranking.Rank(scores, i)));
        Assert.Equal(1, Ranking.Best(scores));
        Assert.Equal(-1, Ranking.Best([]));
    }

    [Fact]
    public void Top_k_grows_to_one_and_ranks_are_a_permutation()
    {
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            var scores = Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 7).Select(_ => random.Next(4) / 4f).ToArray()).ToList();
            var gold = scores.Select(_ => random.Next(7)).ToList();
            Assert.All(scores, row => Assert.Equal(Enumerable.Range(1, 7), Enumerable.Range(0, 7).Select(i => Ranking.Rank(row, i)).Order()));
            var curve = Enumerable.Range(1, 7).Select(k => Ranking.TopK(scores, gold, k)).ToList();
            Assert.Equal(curve.Order(), curve);
            Assert.Equal(1, curve[^1]);
            Assert.Equal(scores.Select((row, i) => Ranking.Best(row) == gold[i] ? 1d : 0).Average(), curve[0], 12);
        }
    }

    /// <summary>Counted by hand: class 0 has tp 2, fn 1, fp 1; class 1 tp 1, fn 1, fp 1; class 2 tp 1, fn 0, fp 0 and one gold left unclassified is of class 1.</summary>
    [Fact]
    public void Precision_recall_and_f1_are_those_counted_by_hand()
    {
        var made = new Classification([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, -1, 2], 4);
        var classes = made.PerClass();
        Assert.Equal((1, 2 / 3d, 0.8, 3, 2), (classes[0].Precision, classes[0].Recall, classes[0].F1, classes[0].Support, classes[0].Predicted));
        Assert.Equal((0.5, 0.5, 0.5), (classes[1].Precision, classes[1].Recall, classes[1].F1));
        Assert.Equal(4 / 6d, made.Accuracy(), 12);
        Assert.Equal((0.8 + 0.5 + 1) / 3, made.MacroF1(), 12);
        Assert.Equal(1, made.ConfusionMatrix()[1, 4]);
        Assert.Equal(2, made.ConfusionMatrix()[0, 0]);
    }

    /// <summary>Cohen (1968), table 1: 200 cases, kappa 0.492.</summary>
    [Fact]
    public void Kappa_of_a_classification_is_cohens()
    {
        var (gold, predicted) = Agreement.PublishedTables.Expand([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
        Assert.Equal(0.492, new Classification(gold, predicted, 3).Kappa(), 3);
        Assert.Equal(double.NaN, new Classification([1, 1], [1, 1], 2).Kappa());
    }

    [Fact]
    public void The_area_under_the_curve_counts_pairs_with_ties_as_half()
    {
        Assert.Equal(0.75, Roc.Auc([0.1, 0.4, 0.35, 0.8], [false, false, true, true]), 12);
        Assert.Equal(0.5, Roc.Auc([1, 1, 1], [true, false, true]), 12);
        Assert.Equal(double.NaN, Roc.Auc([1, 2], [true, true]));
        var random = new Random(2);
        for (var round = 0; round < 100; round++)
        {
            var scores = Enumerable.Range(0, 30).Select(_ => (double)random.Next(10)).ToList();
            var positive = scores.Select((_, i) => i < 2 ? i == 0 : random.Next(2) == 0).ToList();
            var pairs = from p in Enumerable.Range(0, 30) where positive[p] from n in Enumerable.Range(0, 30) where !positive[n] select scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
            Assert.Equal(pairs.Average(), Roc.Auc(scores, positive), 10);
        }
    }

    [Fact]
    public void Calibration_error_is_the_mean_gap_of_equal_bins()
    {
        double[] confidence = [0.1, 0.2, 0.6, 0.8];
        bool[] right = [false, true, true, true];
        Assert.Equal((Math.Abs(0.15 - 0.5) + Math.Abs(0.7 - 1)) / 2, Calibration.ExpectedError(confidence, right, 2), 12);
        var bins = Calibration.Bins(confidence, right, 2);
        Assert.Equal([2, 2], bins.Select(bin => bin.Count));
        Assert.Equal((0.6, 0.8, 1), (bins[1].Low, bins[1].High, bins[1].Accuracy));
        Assert.Equal(0.7, bins[1].Confidence, 12);
    }

    [Fact]
    public void Calibration_error_of_any_data_is_that_of_its_bins_and_small_when_scores_are_true()
    {
        var random = new Random(9);
        for (var round = 0; round < 20; round++)
        {
            var confidence = Enumerable.Range(0, random.Next(1, 400)).Select(_ => random.NextDouble()).ToList();
            var right = confidence.Select(score => random.NextDouble() < score).ToList();
            var bins = Calibration.Bins(confidence, right);
            Assert.Equal(confidence.Count, bins.Sum(bin => bin.Count));
            Assert.InRange(bins.Max(bin => bin.Count) - bins.Min(bin => bin.Count), 0, 1);
            Assert.Equal(bins.Sum(bin => bin.Count * Math.Abs(bin.Confidence - bin.Accuracy)) / confidence.Count, Calibration.ExpectedError(confidence, right), 10);
        }

        var many = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToList();
        Assert.InRange(Calibration.ExpectedError(many, [.. many.Select(score => random.NextDouble() < score)]), 0, 0.02);
        Assert.InRange(Calibration.ExpectedError(many, [.. many.Select(score => random.NextDouble() < score / 2)]), 0.2, 0.3);
    }

    [Fact]
    public void Brier_and_log_loss_are_zero_when_sure_and_right()
    {
        float[][] scores = [[1, 0], [0.5f, 0.5f], [0, 1]];
        Assert.Equal([0, 0.5, 2], Calibration.Brier(scores, [0, 0, 0]));
        var losses = Calibration.LogLoss(scores, [0, 0, 0]);
        Assert.Equal(0, losses[0], 12);
        Assert.Equal(Math.Log(2), losses[1], 12);
        Assert.Equal(-Math.Log(1e-15), losses[2], 9);
    }

    [Fact]
    public void Coverage_falls_with_the_threshold_and_precision_is_of_the_decided()
    {
        var curve = CoverageCurve.Compute([0.2, 0.6, 0.9, 0.9], [false, false, true, true], new Bootstrap(["a", "b", "c", "d"], 40), [0, 0.5, 0.9, 0.95]);
        Assert.Equal([1, 0.75, 0.5, 0], curve.Select(point => point.Coverage.Value));
        Assert.Equal([0.5, 2 / 3d, 1, double.NaN], curve.Select(point => point.Precision.Value));
    }
}
