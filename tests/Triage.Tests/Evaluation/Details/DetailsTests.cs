using System.Text.Json;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation;
using Triage.Evaluation.Details;
using Triage.Features;
using Triage.Posts;
using Triage.Predictions;
using Triage.Tests.Reports;

namespace Triage.Tests.Evaluation.Details;

public class DetailsTests
{
    private static readonly Codebook Book = new("small", "1", "", [
        new Code { Id = "kitchen/oven", Name = "Oven", Definition = "Baking bread and cakes." },
        new Code { Id = "kitchen/stove", Name = "Stove", Definition = "Frying in a pan." },
        new Code { Id = "garden", Name = "Garden", Definition = "Digging and planting." }]);

    [Fact]
    public void Abstained_rows_are_missed_but_given_to_no_code()
    {
        EvaluatedPost[] posts = [Post("1", "kitchen/oven", 0, Decision.Accept), Post("2", "kitchen/oven", 1, Decision.Abstain), Post("3", "kitchen/stove", 1, Decision.Suggest), Post("4", "kitchen/stove", 2, Decision.Suggest)];
        var oven = Decisions.PerCode(posts, Book).Single(code => code.Code == "kitchen/oven");
        Assert.Equal((1, 2, 1), (oven.NotClassified, oven.Figures.Support, oven.Figures.Predicted));
        Assert.Equal((1, 0.5), (oven.Figures.Precision, oven.Figures.Recall));
        var family = Assert.Single(Decisions.Siblings(posts, Book));
        Assert.Equal("kitchen", family.Category);
        Assert.Equal([[1, 0, 0, 1], [0, 1, 1, 0]], family.Counts);
    }

    [Fact]
    public void All_codes_of_a_flat_codebook_are_siblings()
    {
        var flat = CodebookYaml.Read(TestData.Repo("data", "fault-classes.yaml"));
        var family = Assert.Single(Decisions.Siblings(EvaluatedPosts.Random(flat, 60, 1), flat));
        Assert.Equal(6, family.Codes.Count);
    }

    [Fact]
    public void Mistakes_come_by_score_and_each_post_once()
    {
        var book = ShippedCodebook.Load();
        var posts = EvaluatedPosts.Random(book, 200, 2);
        var mistakes = Decisions.Mistakes([.. posts, .. posts], book, 30);
        Assert.Equal(30, mistakes.Select(mistake => mistake.PostId).Distinct().Count());
        Assert.Equal(mistakes.OrderByDescending(mistake => mistake.Score).Select(mistake => mistake.Score), mistakes.Select(mistake => mistake.Score));
        Assert.All(mistakes, mistake => Assert.NotEqual(mistake.Gold, mistake.Predicted));
    }

    [Fact]
    public void Slices_of_each_kind_add_up_to_the_whole()
    {
        var book = ShippedCodebook.Load();
        var posts = EvaluatedPosts.Random(book, 200, 3);
        var slices = Slices.Of(posts, book, resamples: 40);
        var all = posts.Count(post => !Verdict.Is(post.Gold.Code));
        foreach (var by in new[] { "top level", "year", "decision" })
            Assert.Equal(all, slices.Where(slice => slice.By == by).Sum(slice => slice.Report.N));
        Assert.Equal(["without answers", "with answers", "with answers, but scored without"], slices.Where(slice => slice.By == "answers").Select(slice => slice.Name));
    }

    [Fact]
    public void Baselines_find_words_neighbours_and_majorities()
    {
        var terms = new TermTable();
        var features = new Dictionary<string, FeatureVector>
        {
            ["a"] = Features(terms, "a", "my bread burns", "baking in the oven took an hour"),
            ["b"] = Features(terms, "b", "bread again", "baking with the oven door open"),
            ["c"] = Features(terms, "c", "planting a tree", "digging is hard in this soil"),
        };
        KnownPost[] known = [new("a", features["a"], 0), new("b", features["b"], 0), new("c", features["c"], 2)];
        var baselines = new Baselines([Post("a", "kitchen/oven", 1), Post("b", "kitchen/oven", 1), Post("c", "garden", 1)], Book);
        Assert.Equal(2 / 3d, baselines.Majority(known).Figures["leaf.top1"].Value, 9);
        Assert.Equal(1, baselines.Keywords(features, terms).Figures["leaf.top1"].Value);
        // Post c has no neighbour of its own code: it must not be its own.
        Assert.Equal(2 / 3d, baselines.Nearest(features, known).Figures["leaf.top1"].Value, 9);
        var coder = Assert.Single(baselines.Coders([new("a", "kitchen/oven", null, null, "ben"), new("b", "kitchen/stove", null, null, "ben"), new("c", Verdict.Unclear, null, null, "ben")], least: 3));
        Assert.Equal((1 / 3d, 2 / 3d), (coder.Figures["leaf.top1"].Value, coder.Figures["inner.accuracy"].Value));
    }

    [Fact]
    public void Two_runs_are_compared_on_the_posts_of_both()
    {
        var path = Path.GetTempFileName();
        try
        {
            var book = ShippedCodebook.Load();
            var posts = EvaluatedPosts.Random(book, 150, 6);
            using (var stream = File.Create(path))
                EvaluatedPost.WriteCsv(posts.Take(120), stream, book, 5);
            var rows = posts.Select(post => post.ToRow(book)).ToList();
            var same = ModelComparison.Of(rows, new int[rows.Count], PredictionFile.Read(path, book), book, path);
            Assert.Equal(posts.Take(120).Count(post => !Verdict.Is(post.Gold.Code)), same.Rows);
            Assert.All(same.Figures, figure => Assert.Equal((0, 0, 0), (figure.Difference.Difference.Value, figure.Difference.Difference.Low, figure.Difference.Difference.High)));
            Assert.Equal((0, 0, 1), (same.OnlyThis, same.OnlyOther, same.McNemar));
            Assert.Throws<InputException>(() => ModelComparison.Of([.. rows.Select(row => row with { PostId = "x" + row.PostId })], new int[rows.Count], PredictionFile.Read(path, book), book, path));
            Assert.Equal("code", Assert.Throws<InputException>(() => PredictionFile.Read(path, Book)).Field);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 9, 0.021484375)] // 2 * (1 + 10) / 2^10
    [InlineData(5, 5, 1)]
    public void McNemars_exact_test_is_the_binomial_one(int first, int second, double p) => Assert.Equal(p, ModelComparison.Exact(first, second), 9);

    [Fact]
    public void Metrics_with_details_keep_the_keys_of_the_contract()
    {
        var book = ShippedCodebook.Load();
        var posts = EvaluatedPosts.Random(book, 100, 7);
        var report = EvaluationReport.Compute(new EvaluationInput([.. posts.Select(post => post.ToRow(book))], book), 40);
        var details = new EvaluationDetails { Slices = Slices.Of(posts, book, resamples: 40), Siblings = Decisions.Siblings(posts, book), Mistakes = Decisions.Mistakes(posts, book), Decisions = Decisions.PerCode(posts, book) };
        var text = MetricsJson.Write(report, details);
        Assert.Equal(MetricsJson.ReadFigures(MetricsJson.Write(report)), MetricsJson.ReadFigures(text));
        Assert.Equal(report.N, MetricsJson.ReadN(text));
        using var json = JsonDocument.Parse(text);
        Assert.All(["slices", "decisions", "siblings", "baselines", "comparison", "mistakes", "coverage", "leaf.top1"], key => Assert.True(json.RootElement.TryGetProperty(key, out _)));
    }

    private static FeatureVector Features(TermTable terms, string id, string title, string body) => Featurizer.Collect(PostText.Of(new Post { Id = id, Title = title, Body = body }), terms);

    private static EvaluatedPost Post(string id, string gold, int best, Decision decision = Decision.Suggest)
    {
        var scores = new float[] { 0.1f, 0.1f, 0.1f };
        scores[best] = 0.8f;
        return new EvaluatedPost(new CodedPost(id, gold, null, null, "ann"), new Prediction(id, 1, [0.5f, 0.5f], scores), new Outcome(decision, ""));
    }
}
