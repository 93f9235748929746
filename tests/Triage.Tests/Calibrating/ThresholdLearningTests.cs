using Triage.Predictions;
using Triage.Training.Calibrating;

namespace Triage.Tests.Calibrating;

public class ThresholdLearningTests
{
    [Theory]
    [InlineData(0.9, 2)]
    [InlineData(0.8, 2)]
    [InlineData(0.9, 3)]
    public void What_is_accepted_on_fresh_posts_is_right_as_often_as_aimed_at(double target, int level)
    {
        var (fresh, truth) = Simulated.Draw(4000, 99);
        double precision = 0, coverage = 0;
        const int rounds = 6;
        for (var seed = 0; seed < rounds; seed++)
        {
            var (scores, gold) = Simulated.Draw(700, seed);
            var (accepted, right) = Accepted(Learn(scores, gold, target, level), level, fresh, truth);
            Assert.True(right > (target - 0.05) * accepted, $"seed {seed}: {right / (double)accepted}");
            precision += right / (double)accepted / rounds;
            coverage += accepted / (double)fresh.Count / rounds;
        }

        // The learner stops within a standard error of the target, which is 0.01 to 0.02 here.
        Assert.InRange(precision, target - 0.02, target + 0.06);
        Assert.True(coverage > 0.2, $"coverage {coverage}");
    }

    [Fact]
    public void A_post_counts_once_however_many_rows_it_has()
    {
        var (scores, gold) = Simulated.Draw(300, 5);
        var once = Learn(scores, gold, 0.9, 2);
        var (many, manyGold, posts) = (new List<float[]>(), new List<int>(), new List<string>());
        for (var i = 0; i < scores.Count * 4; i++)
        {
            many.Add(scores[i % scores.Count]);
            manyGold.Add(gold[i % scores.Count]);
            posts.Add($"{i % scores.Count}");
        }

        var repeated = ThresholdLearning.Learn(Simulated.Tree, many, manyGold, posts, 0.9, 2);
        // Rows of equal score are passed one by one, so that thresholds may differ by the rows of one post.
        foreach (var (node, threshold) in once.Nodes)
            Assert.Equal(threshold, repeated.Nodes[node], 0.02);
    }

    [Fact]
    public void Every_node_gets_a_threshold_and_one_that_is_always_wrong_is_never_safe()
    {
        var (scores, gold) = Simulated.Draw(600, 8);
        for (var i = 0; i < gold.Count; i++)
        {
            if (Array.IndexOf(scores[i], scores[i].Max()) == 0)
                gold[i] = 11;
        }

        var thresholds = Learn(scores, gold, 0.9, 2);
        Assert.Equal(Decider.AllNodes(Simulated.Tree).Select(n => n.Id).Order(StringComparer.Ordinal), thresholds.Nodes.Keys);
        Assert.True(thresholds.Nodes["a/x/0"] > 1 || thresholds.Nodes["a/x/0"] > thresholds.Nodes["b/y/2"]);
        Assert.All(thresholds.Nodes.Values, t => Assert.InRange(t, 0, 1.01));
    }

    private static Thresholds Learn(List<float[]> scores, List<int> gold, double target, int level) =>
        ThresholdLearning.Learn(Simulated.Tree, scores, gold, [.. Enumerable.Range(0, scores.Count).Select(i => $"{i}")], target, level);

    /// <summary>Accepted posts, and those of them whose node at the level is right.</summary>
    private static (int Accepted, int Right) Accepted(Thresholds thresholds, int level, List<float[]> scores, List<int> gold)
    {
        var decider = new Decider(Simulated.Tree, thresholds);
        var (accepted, right) = (0, 0);
        for (var i = 0; i < scores.Count; i++)
        {
            var outcome = decider.Decide(new Prediction("1", 1, [0.5f, 0.5f], scores[i]));
            if (outcome.Decision != Decision.Accept)
                continue;
            accepted++;
            var node = Simulated.Tree.Find(outcome.Fallback)!;
            while (node.Depth > level)
                node = node.Parent!;
            right += node.Codes.Contains(gold[i]) ? 1 : 0;
        }

        return (accepted, right);
    }
}
