using Triage.Evaluation;
using Triage.Training.Calibrating;

namespace Triage.Tests.Calibrating;

public class TemperatureTests
{
    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(2.5f)]
    public void The_temperature_that_scores_were_spoilt_by_is_found_again_and_mends_them(float spoilt)
    {
        var (scores, gold) = Simulated.Draw(4000, 3, sharpness: 1.5);
        var bad = scores.Select(s => Temperature.Apply(s, 1 / spoilt)).ToList();
        var found = Temperature.Fit(bad, gold);
        Assert.Equal(spoilt, found, 0.1 * spoilt);
        var mended = bad.Select(s => Temperature.Apply(s, found)).ToList();
        Assert.True(Error(mended, gold) < 0.035, $"{Error(mended, gold)}");
        if (spoilt != 1)
            Assert.True(Error(mended, gold) < Error(bad, gold) / 2);
        Assert.Equal(bad.Select(s => Ranking.Best(s)), mended.Select(s => Ranking.Best(s)));
    }

    [Fact]
    public void Coverage_by_level_grows_toward_the_top_of_the_tree_and_keeps_its_precision()
    {
        var (scores, gold) = Simulated.Draw(1500, 7);
        var levels = LevelCoverage.Compute(Simulated.Tree, scores, gold, new Bootstrap([.. Enumerable.Range(0, scores.Count).Select(i => $"{i}")], 40));
        Assert.Equal([1, 2, 3], levels.Select(l => l.Level));
        for (var p = 0; p < 3; p++)
        {
            var at = levels.Select(l => l.AtPrecision[p]).ToList();
            Assert.True(at[0].Coverage >= at[1].Coverage && at[1].Coverage >= at[2].Coverage && at[2].Coverage > 0.1);
            Assert.All(levels, l => Assert.Equal(1, l.Points[0].Coverage.Value));
        }

        // At the last level it is the curve of the codes themselves.
        var confidence = scores.Select(s => (double)s.Max()).ToList();
        var right = scores.Select((s, i) => Ranking.Best(s) == gold[i]).ToList();
        var plain = CoverageCurve.Compute(confidence, right, new Bootstrap([.. Enumerable.Range(0, scores.Count).Select(i => $"{i}")], 40));
        Assert.Equal(plain.Select(c => (c.Coverage.Value, c.Precision.Value)), levels[2].Points.Select(c => (c.Coverage.Value, c.Precision.Value)));
        var kept = levels[2].AtPrecision[1];
        var decided = Enumerable.Range(0, scores.Count).Where(i => confidence[i] >= kept.Threshold).ToList();
        Assert.Equal(kept.Coverage, decided.Count / (double)scores.Count, 12);
        Assert.True(decided.Count(i => right[i]) >= 0.9 * decided.Count);
    }

    private static double Error(List<float[]> scores, List<int> gold) =>
        Calibration.ExpectedError([.. scores.Select(s => (double)s.Max())], [.. scores.Select((s, i) => Ranking.Best(s) == gold[i])]);
}
