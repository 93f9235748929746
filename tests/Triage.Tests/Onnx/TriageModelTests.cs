using Microsoft.ML.OnnxRuntime;
using Triage.Features;
using Triage.Onnx;
using ModelMetadata = Triage.Onnx.ModelMetadata;

namespace Triage.Tests.Onnx;

public class TriageModelTests
{
    [Fact]
    public void A_post_scores_the_same_alone_and_among_others()
    {
        var model = RandomModel.Create(1, width: 48, members: 3, temperature: 1.4f);
        using var triage = RandomModel.Open(RandomModel.Bytes(model));
        var posts = RandomModel.Posts(1, 150, model.Terms.Count, most: 300);
        var together = triage.Score(posts);
        for (var n = 0; n < posts.Length; n++)
            Assert.InRange(RandomModel.Difference(triage.Score(posts[n].PostId, posts[n].Features), together[n]), 0, 1e-6);
    }

    [Fact]
    public void A_post_without_known_features_scores_as_the_bias_alone()
    {
        var model = RandomModel.Create(2);
        using var triage = RandomModel.Open(RandomModel.Bytes(model));
        var prediction = triage.Score("empty", new FeatureVector([], []));
        Assert.InRange(RandomModel.Difference(new PlainScorer(model).Score("empty", new FeatureVector([], [])), prediction), 0, 1e-6);
    }

    [Fact]
    public void No_posts_give_no_scores()
    {
        using var triage = RandomModel.Open(RandomModel.Bytes(RandomModel.Create(3)));
        Assert.Empty(triage.Score([]));
    }

    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(3, 0, 5)]
    [InlineData(1, 4, 0)]
    [InlineData(3, 4, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(3, 4, 7)]
    public void The_file_alone_copes_with_empty_batches_and_padding(int members, int posts, int length)
    {
        using var session = new InferenceSession(RandomModel.Bytes(RandomModel.Create(4, width: 24, members: members, temperature: 1.2f), half: true));
        using var ids = OrtValue.CreateTensorValueFromMemory(new long[posts * length], [posts, length]);
        using var counts = OrtValue.CreateTensorValueFromMemory(new float[posts * length], [posts, length]);
        using var outputs = session.Run(new RunOptions(), ["ids", "counts"], [ids, counts], ["relevance", "platform", "code"]);
        Assert.Equal([posts], outputs[0].GetTensorTypeAndShape().Shape);
        Assert.Equal([posts, 3], outputs[1].GetTensorTypeAndShape().Shape);
        Assert.Equal([posts, 81], outputs[2].GetTensorTypeAndShape().Shape);
        foreach (var output in outputs)
            Assert.True(output.GetTensorDataAsSpan<float>().ToArray().All(float.IsFinite));
    }

    [Fact]
    public void Many_threads_share_one_model()
    {
        var model = RandomModel.Create(5, width: 32);
        using var triage = RandomModel.Open(RandomModel.Bytes(model));
        var posts = RandomModel.Posts(5, 64, model.Terms.Count);
        var expected = triage.Score(posts);
        Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            foreach (var (e, actual) in expected.Zip(triage.Score(posts)))
                Assert.Equal(0, RandomModel.Difference(e, actual));
        });
    }

    [Fact]
    public void A_very_long_post_is_scored_in_a_batch_of_its_own()
    {
        var model = RandomModel.Create(6, terms: 20_001, width: 32);
        using var triage = RandomModel.Open(RandomModel.Bytes(model));
        var ids = Enumerable.Range(1, 20_000).ToArray();
        var (postId, features) = ("long", new FeatureVector(ids, Array.ConvertAll(ids, i => (float)i)));
        var scored = triage.Score([("short", new FeatureVector([5], [1])), (postId, features), ("other", new FeatureVector([6], [1]))]);
        Assert.Equal(["short", "long", "other"], scored.Select(p => p.PostId));
        Assert.InRange(RandomModel.Difference(new PlainScorer(model).Score(postId, features), scored[1]), 0, 1e-5);
    }

    [Fact]
    public void Batches_hold_every_post_once_and_stay_small()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var width = random.Next(1, 600);
            var posts = RandomModel.Posts(seed, random.Next(200), 5_000, most: random.Next(1, 2_000));
            var batches = ScoreBatches.Split(posts, width).ToArray();
            Assert.Equal(Enumerable.Range(0, posts.Length), batches.SelectMany(b => b).Order());
            Assert.All(batches, b =>
            {
                Assert.InRange(b.Length, 1, ScoreBatches.MostPosts);
                Assert.True(b.Length == 1 || b.Length * b.Max(i => posts[i].Features.Ids.Length) <= ScoreBatches.MostFeatures(width));
            });
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(500)]
    public void A_feature_id_outside_the_vocabulary_is_refused(int id)
    {
        using var triage = RandomModel.Open(RandomModel.Bytes(RandomModel.Create(7)));
        var error = Assert.Throws<ArgumentException>(() => triage.Score("p", new FeatureVector([id], [1])));
        Assert.Contains($"feature id {id}", error.Message);
        Assert.Contains("1 to 499", error.Message);
    }

    [Fact]
    public void What_the_file_says_of_itself_can_be_read()
    {
        var model = RandomModel.Create(8, platforms: 4, codes: 9);
        using var triage = RandomModel.Open(RandomModel.Bytes(model));
        Assert.Equal((4, 9), (triage.Platforms, triage.Codes));
        Assert.Equal(model.Terms, triage.Terms);
        Assert.Equal("0.0.1", triage.Metadata[ModelMetadata.ProductVersion]);
        Assert.Equal(64, triage.Metadata[ModelMetadata.Sha256].Length);
    }
}
