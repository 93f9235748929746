using System.Text.Json;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation;
using Triage.Predictions;

namespace Triage.Tests.Evaluation;

public class EvaluationReportTests
{
    private static readonly Codebook Study = CodebookYaml.Read(TestData.Repo("data", "codebook.yaml"));

    [Fact]
    public void The_readers_codes_scored_as_a_model_give_the_agreement_figures()
    {
        var reader = CodeFile.Read(TestData.Shared("codes_reader_blind.csv"), Study);
        var predictions = reader.ToDictionary(row => row.PostId, Predict);
        var report = EvaluationReport.Compute(EvaluationInput.Join(CodeFile.Read(TestData.Shared("codes_published.csv"), Study), predictions, Study, out var missing));
        Assert.Equal((198, 210), (report.N, missing.Count));
        // 127 of 198 are the same leaf; a row of equal scores (the reader gave no code) falls to the first code of the codebook, which is right once.
        Assert.Equal(128 / 198d, report["leaf.top1"].Value, 12);
        Assert.InRange(report["inner.accuracy"].Value, 145 / 198d, 150 / 198d);
        Assert.All(report.Figures.Where(figure => figure.Key != "relevance.auc"), figure => Assert.InRange(figure.Value.Value, figure.Value.Low - 0.02, figure.Value.High + 0.02));
        Assert.Equal(report.N, report.Codes.Sum(code => code.Figures.Support));
        Assert.Equal(Math.Round((1 - report["leaf.top1"].Value) * report.N), report.Confusions.Sum(confusion => confusion.Count));
    }

    [Fact]
    public void The_json_has_the_keys_of_the_contract()
    {
        var report = EvaluationReport.Compute(Small(out _), 100);
        using var json = JsonDocument.Parse(MetricsJson.Write(report));
        var root = json.RootElement;
        Assert.Equal(3, root.GetProperty("n").GetInt32());
        foreach (var key in (string[])["leaf.top1", "leaf.top3", "leaf.top5", "leaf.kappa", "leaf.macroF1", "inner.accuracy", "platform.accuracy", "relevance.auc", "calibration.ece"])
            Assert.Equal(["value", "low", "high"], root.GetProperty(key).EnumerateObject().Select(property => property.Name));
        Assert.Equal(["threshold", "coverage", "precision"], root.GetProperty("coverage")[0].EnumerateObject().Take(3).Select(property => property.Name));
        Assert.Equal(2 / 3d, root.GetProperty("leaf.top1").GetProperty("value").GetDouble(), 12);
        Assert.Equal(1, root.GetProperty("relevance.auc").GetProperty("value").GetDouble());
        Assert.Equal(MetricsJson.Write(report), MetricsJson.Write(EvaluationReport.Compute(Small(out _), 100)));
    }

    [Fact]
    public void Figures_are_read_back_for_the_next_comparison()
    {
        var report = EvaluationReport.Compute(Small(out _), 100);
        var read = MetricsJson.ReadFigures(MetricsJson.Write(report));
        Assert.Equal(report.Figures.Select(figure => (figure.Key, figure.Value)), read.Select(figure => (figure.Key, figure.Value)));
        Assert.Throws<InputException>(() => MetricsJson.ReadFigures("[]", "metrics.json"));
        Assert.Throws<InputException>(() => MetricsJson.ReadFigures("{\"n\": 1, \"leaf.top1\": {\"value\": 1}}"));
        Assert.Equal(2, Assert.Throws<InputException>(() => MetricsJson.ReadFigures("{\n\"n\": 1,,")).Line);
    }

    [Fact]
    public void The_gate_names_what_fell_and_lets_better_models_pass()
    {
        var report = EvaluationReport.Compute(Small(out _), 100);
        var same = MetricsJson.ReadFigures(MetricsJson.Write(report));
        Assert.Empty(RegressionGate.Check(same, report, 1));
        var better = new Dictionary<string, Figure>(same) { ["leaf.top1"] = new(0.9, 0, 1), ["calibration.ece"] = new(0.01, 0, 1), ["gone"] = new(0.5, 0, 1) };
        var failed = RegressionGate.Check(better, report, 0.95);
        Assert.Equal(["calibration.ece", "gone", "leaf.top1"], failed.Select(figure => figure.Key).Order(StringComparer.Ordinal));
        Assert.Equal(0.855, failed.Single(figure => figure.Key == "leaf.top1").Least, 12);
        Assert.Equal(2, RegressionGate.Check(better, report, 0.7).Count);
    }

    [Fact]
    public void Posts_without_prediction_are_listed_and_second_codes_count_apart()
    {
        var report = EvaluationReport.Compute(Small(out var missing), 100);
        Assert.Equal(["gone"], missing);
        Assert.Equal(1, report["leaf.top1OrSecond"].Value);
        Assert.Equal(1, report["platform.accuracy"].Value);
        Assert.Equal(4, report.RelevanceN);
    }

    [Fact]
    public void Without_negatives_the_auc_is_undefined_and_null()
    {
        var input = Small(out _).Where(row => row.Relevant == true)!;
        var report = EvaluationReport.Compute(input, 40);
        Assert.True(double.IsNaN(report["relevance.auc"].Value));
        using var json = JsonDocument.Parse(MetricsJson.Write(report));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("relevance.auc").GetProperty("value").ValueKind);
        Assert.Null(Small(out _).Where(_ => false));
        Assert.Equal(0, EvaluationReport.Compute(Small(out _).Where(row => row.Gold is null)!, 40).N);
    }

    [Fact]
    public void Gold_that_the_codebook_lacks_or_of_two_coders_is_refused()
    {
        var predictions = new Dictionary<string, Prediction> { ["1"] = Predict(new CodedPost("1", "unclear", null, null, "x")) };
        var unknown = Assert.Throws<InputException>(() => EvaluationInput.Join([new CodedPost("1", "server/serving/model-loadin", null, null, "x") { Source = "codes.csv", Line = 9 }], predictions, Study, out _));
        Assert.Equal(("codes.csv", 9L, "code"), (unknown.File, unknown.Line!.Value, unknown.Field));
        Assert.Contains("server/serving/model-loading", unknown.Message);
        Assert.Contains("one coder", Assert.Throws<InputException>(() => EvaluationInput.Join([new CodedPost("1", "unclear", null, null, "x"), new CodedPost("1", "unclear", null, null, "y")], predictions, Study, out _)).Message);
        Assert.Contains("nothing to evaluate", Assert.Throws<InputException>(() => EvaluationInput.Join([], predictions, Study, out _)).Message);
        Assert.Contains("own codebook", Assert.Throws<InputException>(() => new EvaluationInput([new EvaluationRow("1", 0, null, new Prediction("1", 1, [1], [1]), true)], Study)).Message);
        Assert.Contains("not a number", Assert.Throws<InputException>(() => new EvaluationInput([new EvaluationRow("1", 0, null, new Prediction("1", float.NaN, new float[3], new float[81]), true)], Study)).Message);
    }

    private static EvaluationInput Small(out IReadOnlyList<string> missing)
    {
        CodedPost[] gold =
        [
            new("1", "server/request/procedure", null, 3, "x"), new("2", "mobile/model-update", null, 3, "x"), new("3", "browser/model-loading/procedure", "browser/model-update", 2, "x"),
            new("4", Verdict.NotDeployment, null, 3, "x"), new("5", Verdict.Pending, null, null, "x"), new("gone", "mobile/model-update", null, null, "x"),
        ];
        var said = new Dictionary<string, CodedPost>
        {
            ["1"] = gold[0],
            ["2"] = gold[1],
            ["3"] = gold[2] with { Code = "browser/model-update" },
            ["4"] = gold[3],
        };
        return EvaluationInput.Join(gold, said.ToDictionary(pair => pair.Key, pair => Predict(pair.Value)), Study, out missing);
    }

    /// <summary>A coder's row as scores: 0.6 for the first code, 0.3 for the second, the rest spread over all.</summary>
    private static Prediction Predict(CodedPost coded)
    {
        var scores = Enumerable.Repeat(0.1f / Study.Count, Study.Count).ToArray();
        var platforms = new float[Study.TopLevel.Count];
        if (Study.IndexOf(coded.Code) is >= 0 and var first)
        {
            scores[first] += 0.6f;
            platforms[Study.TopOf(first)] += 1;
        }

        if (coded.SecondCode is { } second && Study.IndexOf(second) is >= 0 and var index)
            scores[index] += 0.3f;
        return new Prediction(coded.PostId, coded.Code == Verdict.NotDeployment ? 0.1f : 0.9f, platforms, scores);
    }
}
