using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation.Agreement;

namespace Triage.Tests.Evaluation.Agreement;

public class AgreementReportTests
{
    private static readonly Codebook Study = CodebookYaml.Read(TestData.Repo("data", "codebook.yaml"));

    /// <summary>
    /// The 198 posts at hand give 0.641 and kappa 0.630 (counted by hand in another language too). The data's description says 58 to 61 % and 0.57 to 0.60
    /// "same leaf", 73 to 75 % "inner category", of a larger set that is not all there.
    /// </summary>
    [Fact]
    public void The_studys_coders_and_the_blind_reader_agree_as_counted()
    {
        var published = CodeFile.Read(TestData.Shared("codes_published.csv"), Study);
        var reader = CodeFile.Read(TestData.Shared("codes_reader_blind.csv"), Study);
        var pair = Report(published, reader).Pairs.Single();
        Assert.Equal(198, pair.N);
        Assert.Equal(127 / 198d, Value(pair.Figures, "percent", "code"), 12);
        Assert.Equal(0.6301207672, Value(pair.Figures, "kappa", "code"), 1e-9);
        Assert.Equal(145 / 198d, Value(pair.Figures, "percent", "inner"), 12);
        Assert.True(Value(pair.Figures, "kappa.hierarchical", "code") > Value(pair.Figures, "kappa", "code"));
    }

    /// <summary>1,823 of 2,136 posts, kappa 0.8486 (counted in another language too); the data's description rounds to 85.4 % and 0.850.</summary>
    [Fact]
    public void The_two_readings_agree_as_counted()
    {
        var report = Report(CodeFile.Read(TestData.Repo("data", "codes", "reader.csv"), Study));
        Assert.Equal(2136, report.Posts);
        Assert.Equal(1823 / 2136d, Value(report.Overall, "percent", "code"), 12);
        Assert.Equal(0.8486484675, Value(report.Overall, "kappa", "code"), 1e-9);
        Assert.Equal(2136 - 1823, report.Disagreements.Count);
        Assert.Equal(report.Disagreements.Count, report.Pairs[0].Confusion.Sum(pair => pair.Count));
        Assert.All(report.Overall, figure => Assert.InRange(figure.Figure.Value, figure.Figure.Low, figure.Figure.High));
        Assert.Equal(["server", "mobile", "browser"], report.PerPlatform.Select(platform => platform.Platform.Label));
        Assert.Contains(report.Notes, note => note.Kind == NoteKind.SparseLabels);
    }

    [Fact]
    public void Levels_are_told_apart_and_partial_credit_is_given()
    {
        var report = Report(Codes("a", "server/request/procedure", "server/request/procedure", "server/request/procedure", "mobile/model-update", "unclear"),
            Codes("b", "server/request/procedure", "server/request/batching-request", "server/model-update", "browser/model-update", "not-deployment"));
        Assert.Equal(["code", "inner", "platform", "platform"], report.Disagreements.Select(post => post.Level).Take(4));
        Assert.Equal(0.2, Value(report.Overall, "percent", "code"), 12);
        Assert.Equal(0.4, Value(report.Overall, "percent", "inner"), 12);
        Assert.Equal(0.6, Value(report.Overall, "percent", "platform"), 12);
        Assert.Equal(2d / 3, HierarchyCredit.Default.Of(Study, "server/request/procedure", "server/request/batching-request"));
        Assert.Equal(1d / 3, HierarchyCredit.Default.Of(Study, "server/request/procedure", "server/model-update"));
        Assert.Equal(0, HierarchyCredit.Default.Of(Study, "unclear", "not-deployment"));
    }

    [Fact]
    public void Coders_and_model_are_set_against_the_consensus_of_the_others()
    {
        var report = new AgreementAnalysis(CodeTable.From(Codes("a", "unclear", "unclear", "unclear"), Codes("b", "unclear", "unclear", "mobile/model-update"), Codes("c", "unclear", "server/model-update", "server/model-update")), Study, resamples: 40)
            .Compute(new Dictionary<string, string> { ["p0"] = "unclear", ["p1"] = "mobile/model-update", ["p2"] = "unclear" });
        Assert.Equal(["a", "b", "c", "model"], report.AgainstConsensus.Select(entry => entry.Coder));
        var c = report.AgainstConsensus[2];
        Assert.Equal((2, 1), (c.N, c.WithoutConsensus));
        Assert.Equal(0.5, Value(c.Figures, "percent", "code"));
        var model = report.AgainstConsensus[3];
        Assert.Equal((2, 1), (model.N, model.WithoutConsensus));
    }

    [Fact]
    public void Notes_name_skew_few_items_sparse_labels_and_marginals_apart()
    {
        var report = Report(Codes("a", [.. Enumerable.Repeat("unclear", 10)]), Codes("b", [.. Enumerable.Repeat("unclear", 8), "server/model-update", "server/model-update"]));
        Assert.Equal([NoteKind.Basis, NoteKind.Skew, NoteKind.FewItems, NoteKind.SparseLabels, NoteKind.MarginalsApart], report.Notes.Select(note => note.Kind));
        Assert.Contains("n = 10", report.Notes[0].Text);
        Assert.Contains("\"Skew\"", System.Text.Json.JsonSerializer.Serialize(report));
        var balanced = Report(Codes("a", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "unclear" : "server/model-update")]), Codes("b", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "unclear" : "server/model-update")]));
        Assert.Equal([NoteKind.Basis], balanced.Notes.Select(note => note.Kind));
    }

    [Fact]
    public void Codes_of_another_codebook_are_refused()
    {
        var problem = Assert.Throws<InputException>(() => Report(Codes("a", "gpu"), Codes("b", "api")));
        Assert.Contains("another codebook", problem.Message);
        var flat = CodebookYaml.Parse("name: faults\ncodes: [{id: gpu}, {id: api}]");
        var report = new AgreementAnalysis(CodeTable.From(Codes("a", "gpu", "api", "api"), Codes("b", "gpu", "api", "gpu")), flat, resamples: 40).Compute();
        Assert.Equal(["code"], report.Overall.Select(figure => figure.Level).Distinct());
    }

    private static AgreementReport Report(params IReadOnlyList<CodedPost>[] lists) => new AgreementAnalysis(CodeTable.From(lists), Study, resamples: 200).Compute();

    private static List<CodedPost> Codes(string coder, params string[] codes) => [.. codes.Select((code, i) => new CodedPost($"p{i}", code, null, null, coder))];

    private static double Value(IEnumerable<AgreementFigure> figures, string name, string level) => figures.Single(figure => figure.Name == name && figure.Level == level).Figure.Value;
}
