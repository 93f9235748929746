using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Tests.Calibrating;

public class DeciderTests
{
    private static readonly Dictionary<string, double> Even = Decider.AllNodes(Simulated.Tree).ToDictionary(n => n.Id, n => 0.7);

    [Fact]
    public void The_deepest_node_that_clears_its_threshold_is_given()
    {
        Assert.Equal(new Outcome(Decision.Accept, "a/x/0"), Decide(("a/x/0", 0.8f)));
        Assert.Equal(new Outcome(Decision.Accept, "a/x"), Decide(("a/x/0", 0.45f), ("a/x/1", 0.4f)));
        Assert.Equal(new Outcome(Decision.Suggest, "a"), Decide(("a/x/0", 0.45f), ("a/y/1", 0.4f)));
        Assert.Equal(new Outcome(Decision.Abstain, ""), Decide(("a/x/0", 0.45f), ("b/y/1", 0.4f)));
        Assert.Equal(new Outcome(Decision.Accept, "b/z"), Decide(("b/z", 0.9f)));
    }

    [Fact]
    public void Another_node_with_a_low_threshold_does_not_stand_in_for_the_best_one()
    {
        var thresholds = new Dictionary<string, double>(Even) { ["a/y"] = 0.2, ["a/x"] = 0.9, ["a"] = 0.5 };
        Assert.Equal(new Outcome(Decision.Suggest, "a"), Decide(thresholds, 2, Simulated.Tree, ("a/x/0", 0.3f), ("a/x/1", 0.3f), ("a/y/0", 0.15f), ("a/y/1", 0.15f)));
    }

    [Fact]
    public void A_code_that_must_not_be_accepted_is_suggested_at_every_depth()
    {
        Assert.Equal(new Outcome(Decision.Suggest, "a/x/0"), Decide(Even, 2, Simulated.TreeWithNever, ("a/x/0", 0.9f)));
        Assert.Equal(new Outcome(Decision.Suggest, "a/x"), Decide(Even, 2, Simulated.TreeWithNever, ("a/x/0", 0.5f), ("a/x/1", 0.4f)));
        Assert.Equal(new Outcome(Decision.Suggest, "a/x"), Decide(new(Even) { ["a/x"] = 0.5 }, 2, Simulated.TreeWithNever, ("a/x/0", 0.3f), ("a/x/1", 0.25f), ("b/z", 0.4f)));
        Assert.Equal(new Outcome(Decision.Accept, "a/x"), Decide(Even, 2, Simulated.TreeWithNever, ("a/x/0", 0.4f), ("a/x/1", 0.5f)));
    }

    [Fact]
    public void The_level_says_from_which_depth_on_a_node_is_accepted()
    {
        Assert.Equal(Decision.Suggest, Decide(Even, 3, Simulated.Tree, ("a/x/0", 0.45f), ("a/x/1", 0.4f)).Decision);
        Assert.Equal(Decision.Accept, Decide(Even, 1, Simulated.Tree, ("a/x/0", 0.45f), ("a/y/1", 0.4f)).Decision);
        Assert.Equal(Decision.Accept, Decide(Even, 3, Simulated.Tree, ("b/z", 0.9f)).Decision);
    }

    [Fact]
    public void Empty_and_irrelevant_posts_are_abstained_from_and_nodes_without_threshold_are_never_safe()
    {
        var decider = new Decider(Simulated.Tree, new Thresholds { Nodes = Even });
        var sure = Scores(("a/x/0", 0.95f));
        Assert.Equal(Decision.Abstain, decider.Decide(new Prediction("1", 0.4f, [1, 0], sure)).Decision);
        Assert.Equal(Decision.Abstain, decider.Decide(new Prediction("1", 1, [1, 0], sure), isEmpty: true).Decision);
        Assert.Equal(new Outcome(Decision.Abstain, ""), new Decider(Simulated.Tree, new Thresholds()).Decide(new Prediction("1", 1, [1, 0], sure)));
    }

    private static Outcome Decide(params (string Code, float Score)[] scores) => Decide(Even, 2, Simulated.Tree, scores);

    private static Outcome Decide(Dictionary<string, double> thresholds, int level, Codebook codebook, params (string Code, float Score)[] scores) =>
        new Decider(codebook, new Thresholds { Nodes = thresholds, Level = level }).Decide(new Prediction("1", 1, [0.5f, 0.5f], Scores(scores)));

    private static float[] Scores(params (string Code, float Score)[] given)
    {
        var scores = new float[Simulated.Tree.Count];
        foreach (var (code, score) in given)
            scores[Simulated.Tree.IndexOf(code)] = score;
        return scores;
    }
}
