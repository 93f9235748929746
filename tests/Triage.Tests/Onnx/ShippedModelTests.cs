using Triage.Posts;
using Triage.Predictions;

namespace Triage.Tests.Onnx;

public class ShippedModelTests
{
    [Fact]
    public void The_shipped_model_knows_the_posts_written_for_training()
    {
        using var labeller = Labeller.Open(TestData.Repo("models", "triage.onnx"));
        var posts = Directory.GetFiles(TestData.Repo("data", "written"), "*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(f => new PostReader().Read(f)).Where((_, i) => i % 9 == 0).ToList();
        Assert.True(posts.Count > 500);
        Assert.True(Right(labeller, posts, p => p.Labels["code"]) >= 0.8);
    }

    [Fact]
    public void The_shipped_model_scores_real_posts_far_above_its_cross_validated_figures_for_it_was_trained_on_them()
    {
        var codes = Triage.Codes.CodeFile.Read(TestData.Repo("data", "codes", "published.csv")).ToDictionary(c => c.PostId, c => c.Code);
        var posts = UniquePosts.Of(TestData.StudyPosts.SelectMany(f => new PostReader().Read(f))).Where(p => codes.ContainsKey(p.Id)).ToList();
        using var labeller = Labeller.Open(TestData.Repo("models", "triage.onnx"));
        Assert.True(Right(labeller, posts, p => codes[p.Id]) >= 0.7);
    }

    /// <summary>Share of posts with a code whose best code it is.</summary>
    private static double Right(Labeller labeller, IReadOnlyList<Post> posts, Func<Post, string> gold)
    {
        var rows = labeller.Label(posts).Where(r => labeller.Codebook.IndexOf(gold(r.Post)) >= 0).ToList();
        return rows.Count(r => r.Prediction.Code.AsSpan().IndexOf(r.Prediction.Code.Max()) == labeller.Codebook.IndexOf(gold(r.Post))) / (double)rows.Count;
    }
}
