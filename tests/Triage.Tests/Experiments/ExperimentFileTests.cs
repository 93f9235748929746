using System.Text.Json;
using Triage.Experiments;
using Triage.Training.Network;

namespace Triage.Tests.Experiments;

public class ExperimentFileTests
{
    [Fact]
    public void An_empty_base_is_the_product_as_it_is()
    {
        var plan = ExperimentFile.Parse("experiments: []");
        Assert.Equal((5, 3, 1, false), (plan.Folds, plan.Repeats, plan.Seed, plan.ScoreWritten));
        Assert.Equal(new NetworkOptions(), plan.Base.Network);
        Assert.Equal("base", plan.Base.Name);
        Assert.Empty(plan.Others);
    }

    [Fact]
    public void Every_setting_of_the_network_can_be_written()
    {
        foreach (var property in typeof(NetworkOptions).GetProperties().Where(p => p.CanWrite && p.PropertyType.IsValueType && p.PropertyType != typeof(bool) && !p.PropertyType.IsEnum))
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            var value = property.PropertyType == typeof(int) ? "7" : "0.125";
            var plan = ExperimentFile.Parse($"experiments:\n- name: a\n  network: {{ {name}: {value} }}\n");
            Assert.Equal(value, FormattableString.Invariant($"{property.GetValue(plan.Others[0].Network)}"));
            Assert.NotEqual(plan.Base.Settings()[$"network.{property.Name}"], plan.Others[0].Settings()[$"network.{property.Name}"]);
        }
    }

    [Fact]
    public void What_an_experiment_says_lies_over_the_base()
    {
        var plan = ExperimentFile.Parse("""
            folds: 4
            repeats: 2
            seed: 9
            score_written: true
            base:
              network: { width: 24, epochs: 3 }
              coders: { written: 0.3, study: 2 }
              sources: { "a*": 0.5 }
            experiments:
            - name: one
              note: why
              network: { width: 48 }
              coders: { written: 1 }
              sources: { "ab*": 0 }
              second_share: { sure: 0 }
              written: { per_code: 12, seed: 3 }
              features: { least_posts: 3, most: 500 }
              views: question
            - name: two
              trainer: softmax
              softmax: { l2: 0.001 }
            """);
        Assert.Equal((4, 2, 9, true), (plan.Folds, plan.Repeats, plan.Seed, plan.ScoreWritten));
        var one = plan.Others[0];
        Assert.Equal((48, 3), (one.Network.Width, one.Network.Epochs));
        Assert.Equal((1f, 2f), (one.Coders.WeightOf("written"), one.Coders.WeightOf("study")));
        Assert.Equal([new SourceWeight("a*", 0.5f), new SourceWeight("ab*", 0)], one.Sources);
        Assert.Equal((0.15f, 0f), (one.Coders.ShareOfSecond(null), one.Coders.ShareOfSecond(3)));
        Assert.Equal((12, 3, 3, 500, TrainedViews.Question), (one.WrittenPerCode, one.WrittenSeed, one.LeastPosts, one.MostFeatures, one.Views));
        Assert.Equal("softmax", plan.Others[1].ToRecipe().Trainer.Name);
        Assert.Equal("0.001", plan.Others[1].Settings()["softmax.l2"]);
        Assert.Equal(["one"], plan.Only(["one", "base"]).Others.Select(o => o.Name));
        Assert.Contains("one, two", Assert.Throws<InputException>(() => plan.Only(["three"])).Message);
    }

    [Theory]
    [InlineData("base:\n  network: { widht: 3 }", 2, "widht")]
    [InlineData("base:\n  network:\n    width: 0", 3, "width")]
    [InlineData("base:\n  network:\n    feature_dropout: 1", 3, "feature_dropout")]
    [InlineData("base:\n  network:\n    learning_rate: fast", 3, "learning_rate")]
    [InlineData("base:\n  name: other", 2, "name")]
    [InlineData("base:\n  trainer: trees", 2, "trainer")]
    [InlineData("base:\n  views: all", 2, "views")]
    [InlineData("base:\n  coders: { study: -1 }", 2, "study")]
    [InlineData("base:\n  second_share: { sure: 1.5 }", 2, "sure")]
    [InlineData("base:\n  second_share: { certain: 1 }", 2, "certain")]
    [InlineData("base: 3", 1, "base")]
    [InlineData("fold: 3", 1, "fold")]
    [InlineData("folds: 1", 1, "folds")]
    [InlineData("experiments:\n- name: a\n- name: a", 3, "name")]
    [InlineData("experiments:\n- note: nameless", 2, "name")]
    [InlineData("experiments:\n- name: base", 2, "name")]
    [InlineData("experiments:\n- name: a b", 2, "name")]
    public void Mistakes_name_line_and_field(string yaml, int line, string field)
    {
        var problem = Assert.Throws<InputException>(() => ExperimentFile.Parse(yaml, "e.yaml"));
        Assert.Equal(("e.yaml", line, field), (problem.File, problem.Line, problem.Field));
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("")]
    [InlineData("- 1")]
    [InlineData("folds: 5\nfolds: 6")]
    public void What_is_no_such_yaml_is_refused(string yaml) => Assert.Throws<InputException>(() => ExperimentFile.Parse(yaml, "e.yaml"));

    [Fact]
    public void Our_own_experiments_read_and_differ()
    {
        var plan = ExperimentFile.Read(TestData.Repo("docs", "experiments.yaml"));
        var settings = plan.Others.ToDictionary(o => o.Name, o => string.Join('\n', o.Settings()));
        Assert.Equal(settings.Count, settings.Values.Distinct().Count());
        foreach (var name in settings.Keys)
            Assert.NotEqual(string.Join('\n', plan.Base.Settings()), settings[name]);
    }
}
