using System.Text.Json;

namespace Triage.Tests.Cli;

public sealed class EvaluateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EvaluateTests() => SmallCase.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_is_measured_and_three_files_are_written()
    {
        var ran = Evaluate("figures", "--model", SmallCase.Model, "--without-answers");
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("gold       tester", ran.Out);
        var metrics = Metrics("figures");
        Assert.Equal(96, metrics.GetProperty("n").GetInt32());
        foreach (var key in new[] { "leaf.top1", "leaf.top3", "leaf.top5", "leaf.kappa", "leaf.macroF1", "inner.accuracy", "platform.accuracy", "relevance.auc", "calibration.ece" })
            Assert.Equal(["value", "low", "high"], metrics.GetProperty(key).EnumerateObject().Select(p => p.Name));
        Assert.True(metrics.GetProperty("leaf.top1").GetProperty("value").GetDouble() > 0.9);
        Assert.True(metrics.GetProperty("coverage").GetArrayLength() > 0);
        var rows = File.ReadAllLines(_folder["figures/predictions.csv"]);
        Assert.Equal(121, rows.Length);
        Assert.EndsWith("decision,fallback,gold,gold_second,gold_confidence,coder,repeat", rows[0]);
        Assert.Contains("<html", File.ReadAllText(_folder["figures/report.html"]));
    }

    [Fact]
    public void Cross_validation_is_repeatable_and_scores_each_reported_post_once_a_repeat()
    {
        string[] how = ["--codebook", _folder["codebook.yaml"], "--folds", "2", "--repeats", "2", "--width", "8", "--report-on", "odd"];
        Assert.Equal(0, Evaluate("one", how).ExitCode);
        Assert.Equal(0, Evaluate("two", how).ExitCode);
        Assert.Equal(File.ReadAllText(_folder["one/metrics.json"]), File.ReadAllText(_folder["two/metrics.json"]));
        var rows = File.ReadAllLines(_folder["one/predictions.csv"]);
        Assert.Equal(rows, File.ReadAllLines(_folder["two/predictions.csv"]));
        Assert.Equal(1 + (60 * 2), rows.Length);
        Assert.All(rows[1..], row => Assert.Contains(row.Split(',')[0][^1], "13579"));
    }

    [Fact]
    public void The_gate_fails_when_a_figure_fell()
    {
        Assert.Equal(0, Evaluate("first", "--model", SmallCase.Model).ExitCode);
        var same = Evaluate("second", "--model", SmallCase.Model, "--gate", "0.95", "--baseline", _folder["first/metrics.json"]);
        Assert.Equal(0, same.ExitCode);
        Assert.Contains("gate       passed", same.Out);
        var better = File.ReadAllText(_folder["first/metrics.json"]).Replace("\"relevance.auc\": {\n    \"value\": ", "\"relevance.auc\": {\n    \"value\": 9", StringComparison.Ordinal);
        var fell = Evaluate("third", "--model", SmallCase.Model, "--gate", "0.95", "--baseline", _folder.Write("better.json", better));
        Assert.Equal(1, fell.ExitCode);
        Assert.Contains("gate: relevance.auc is", fell.Error);
    }

    [Theory]
    [InlineData("nobody", "--coder", "nobody")]
    [InlineData("gone.csv", "--leave-out", "gone.csv")]
    public void What_cannot_be_done_is_said(string said, params string[] more)
    {
        var ran = Evaluate("figures", ["--model", SmallCase.Model, .. more]);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(said, ran.Error);
        Assert.DoesNotContain("internal error", ran.Error);
        Assert.False(File.Exists(_folder["figures/metrics.json"]));
    }

    [Fact]
    public void Codes_that_posts_carry_in_a_named_field_are_split_and_scored_over_a_flat_codebook()
    {
        _folder.Write("flat.yaml", "name: Places\nversion: \"1\"\ncodes:\n- id: indoors\n- id: outdoors\n");
        var lines = File.ReadAllLines(_folder["posts.jsonl"]).Where((_, i) => i % 5 != 4).Select((l, i) => $"{l[..^1]},\"place\":\"{(i % 4 < 2 ? "indoors" : "Outdoors")}\"}}");
        var posts = _folder.Write("places.jsonl", string.Join('\n', lines));
        var ran = TriageProgram.Run("evaluate", "--posts", posts, "--label-field", "place", "--codebook", _folder["flat.yaml"], "--folds", "3", "--repeats", "1", "--width", "8", "--output", _folder["places"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Contains("codes      place 96", ran.Out);
        var metrics = Metrics("places");
        Assert.Equal(96, metrics.GetProperty("n").GetInt32());
        Assert.True(metrics.GetProperty("leaf.top1").GetProperty("value").GetDouble() > 0.9);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_six_fault_classes_train_label_and_reach_their_accuracy()
    {
        var posts = TestData.Shared("dl_development_posts.jsonl");
        string[] what = ["--posts", posts, "--label-field", "fault_label", "--codebook", TestData.Repo("data", "fault-classes.yaml")];
        var ran = TriageProgram.Run(["evaluate", .. what, "--folds", "5", "--trainer", "softmax", "--output", _folder["faults"]]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.InRange(Metrics("faults").GetProperty("leaf.top1").GetProperty("value").GetDouble(), 0.72, 0.9);
        Assert.Equal(0, TriageProgram.Run(["train", .. what, "--output", _folder["faults.onnx"]]).ExitCode);
        var labelled = TriageProgram.Run("label", posts, "--model", _folder["faults.onnx"], "--format", "csv");
        Assert.Equal(301, labelled.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private Ran Evaluate(string output, params string[] more) =>
        TriageProgram.Run(["evaluate", "--posts", _folder["posts.jsonl"], "--codes", _folder["codes.csv"], "--output", _folder[output], .. more]);

    private JsonElement Metrics(string output) => JsonDocument.Parse(File.ReadAllText(_folder[$"{output}/metrics.json"])).RootElement;
}
