using System.Text.Json;
using Triage.Experiments;
using Triage.Tests.Cli;
using Triage.Training.Network;

namespace Triage.Tests.Experiments;

public sealed class ComparisonTests : IDisposable
{
    private static readonly Experiment Quick = new() { Name = "base", Network = new NetworkOptions { Width = 24, Epochs = 8, LearningRate = 0.02f } };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_worse_is_worse_with_its_whole_interval_and_what_is_the_same_differs_by_nothing()
    {
        var corpus = SmallCorpus.Read(SmallCorpus.Real(150), SmallCorpus.Written(8));
        var plan = new ExperimentPlan(3, 2, 1, false, Quick, [Quick with { Name = "untrained", Network = Quick.Network with { LearningRate = 0 } }, Quick with { Name = "same" }]);
        var scores = ExperimentRun.Run(corpus, plan, _folder["cache"]);
        var groups = Comparison.Of(scores, corpus, _ => true);
        Assert.Equal([("tester", false, 120), ("tester", true, 120)], groups.Select(g => (g.Group, g.Question, g.Posts)));
        var (start, untrained, same) = (groups[0].Experiments[0], groups[0].Experiments[1], groups[0].Experiments[2]);
        Assert.Null(start.Differences);
        Assert.True(start.Figures["leaf.top1"].Value > 0.9, $"top-1 {start.Figures["leaf.top1"].Value}");
        Assert.True(untrained.Differences!["leaf.top1"].Difference.High < 0);
        Assert.Equal(untrained.Figures["leaf.top1"].Value - start.Figures["leaf.top1"].Value, untrained.Differences["leaf.top1"].Difference.Value, 12);
        Assert.All(same.Differences!.Where(d => !double.IsNaN(d.Value.Difference.Value)), d => Assert.Equal((0, 0, 0), (d.Value.Difference.Value, d.Value.Difference.Low, d.Value.Difference.High)));

        var context = new ExperimentContext(plan, "abc", "all scored posts", "triage experiment", scores.ToDictionary(s => s.Experiment.Name, s => s.MeanTraining));
        var markdown = ExperimentReport.Markdown(groups, context);
        Assert.Contains("network.LearningRate 0", markdown);
        Assert.Matches(@"\| untrained \| _0\.\d+ \(-0\.\d+ \[-0\.\d+, -0\.\d+\]\)_ \|", markdown);
        Assert.Contains("(0.000 [0.000, 0.000])", markdown);
        using var json = JsonDocument.Parse(ExperimentReport.Json(groups, context));
        var second = json.RootElement.GetProperty("experiments")[1];
        Assert.Equal("untrained", second.GetProperty("name").GetString());
        Assert.True(second.GetProperty("groups")[0].GetProperty("differences").GetProperty("leaf.top1").GetProperty("high").GetDouble() < 0);
    }

    [Fact]
    public void Written_posts_are_scored_by_era_when_the_plan_says_so()
    {
        var corpus = SmallCorpus.Read(SmallCorpus.Real(60), SmallCorpus.Written(10));
        var scores = ExperimentRun.Run(corpus, new ExperimentPlan(2, 1, 1, true, Quick, []), _folder["cache"]);
        Assert.Equal(["tester", "written, 2020-2026"], Comparison.Of(scores, corpus, _ => true).Select(g => g.Group).Distinct());
    }
}
