using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation;
using Triage.Posts;
using Triage.Suspects;
using Triage.Tests.Experiments;
using Triage.Training;
using Triage.Training.Labels;
using Triage.Training.Network;

namespace Triage.Tests.Suspects;

public class SuspectSearchTests
{
    private static readonly Recipe Quick = new(new EmbeddingNetworkTrainer(new NetworkOptions { Width = 24, Epochs = 8, LearningRate = 0.02f }));

    [Theory]
    [InlineData(SuspectOrder.Margin)]
    [InlineData(SuspectOrder.SelfConfidence)]
    public void Planted_wrong_codes_are_found_again_with_their_right_ones(SuspectOrder order)
    {
        var (corpus, planted) = Planted(SmallCorpus.Real(300), SmallCorpus.Subjects.Select(s => s.Code).Append(Verdict.NotDeployment).ToList(), every: 12, SmallCorpus.Codebook);
        var search = new SuspectSearch(CrossValidation.Run(corpus, Quick, new CrossValidationPlan(5, 2)), corpus.Codebook);
        var ranked = search.Rank(order);
        Assert.Equal((300, 300), (search.Rows, ranked.Count));
        Assert.True(Auc(ranked, planted) > 0.97, $"AUC {Auc(ranked, planted)}");
        var first = ranked.Take(planted.Count).Where(s => planted.ContainsKey(s.Gold.PostId)).ToList();
        Assert.True(first.Count >= 0.8 * planted.Count, $"{first.Count} of {planted.Count}");
        Assert.True(first.Count(s => s.Alternative == planted[s.Gold.PostId]) >= 0.9 * first.Count);
        Assert.True(ranked.Count(s => s.IsConfident) < 2 * planted.Count);
    }

    [Fact]
    public void Codes_that_are_mixed_up_on_purpose_are_the_pair_that_overlaps_most()
    {
        var real = SmallCorpus.Real(300);
        var (raw, dry) = ("kitchen/oven/raw", "garden/soil/dry");
        var random = new SeededRandom(2);
        for (var i = 0; i < real.Count; i++)
        {
            if (real[i].Code == raw && random.NextSingle() < 0.3f)
                real[i] = (real[i].Post, dry);
        }

        var corpus = SmallCorpus.Read(real);
        var overlaps = new SuspectSearch(CrossValidation.Run(corpus, Quick, new CrossValidationPlan(5, 2)), corpus.Codebook).Overlaps();
        Assert.Equal((raw, dry), (overlaps[0].First, overlaps[0].Second));
        Assert.True(overlaps[0].SecondAsFirst > 3 * overlaps[0].FirstAsSecond, $"{overlaps[0]}");
        Assert.All(overlaps.Skip(1), o => Assert.True(o.Estimated < overlaps[0].Estimated / 2));
    }

    [Fact]
    public void Rows_are_those_of_the_coder_and_unclear_ones_are_left_out()
    {
        var posts = SmallCorpus.Real(40);
        var codes = posts.Select(p => new CodedPost(p.Post.Id, p.Code, null, 3, "one"))
            .Concat(posts.Take(10).Select((p, i) => new CodedPost(p.Post.Id, i < 4 ? Verdict.Unclear : p.Code, "garden/pests", 1, "two")));
        var corpus = Corpus.Read(posts.Select(p => p.Post), codes, SmallCorpus.Codebook, new CoderPolicy());
        var scores = CrossValidation.Run(corpus, Quick, new CrossValidationPlan(2, 1));
        Assert.Equal(46, new SuspectSearch(scores, corpus.Codebook).Rows);
        var two = new SuspectSearch(scores, corpus.Codebook, "two");
        Assert.Equal(6, two.Rows);
        Assert.All(two.Rank(), s => Assert.Equal(("two", s.Alternative == "garden/pests"), (s.Gold.Coder, s.IsSecond)));
        Assert.Empty(new SuspectSearch(scores, corpus.Codebook, "nobody").Rank());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Wrong_codes_planted_among_real_posts_come_first()
    {
        var codebook = CodebookYaml.Read(TestData.Repo("data", "codebook.yaml"));
        var codes = CodeFile.Read(TestData.Repo("data", "codes", "reader.csv"), codebook).Where(c => c.Coder == "reader-1" && !Verdict.Is(c.Code)).ToDictionary(c => c.PostId, c => c.Code);
        var posts = UniquePosts.Of(TestData.StudyPosts.SelectMany(f => new PostReader().Read(f))).Where(p => codes.ContainsKey(p.Id)).Select(p => (p, codes[p.Id])).ToList();
        var (corpus, planted) = Planted(posts, [.. codes.Values.Distinct().Order(StringComparer.Ordinal)], every: 10, codebook, Written());
        var recipe = new Recipe(new EmbeddingNetworkTrainer(new NetworkOptions { Width = 64, Epochs = 12 }), MostFeatures: 20_000);
        var ranked = new SuspectSearch(CrossValidation.Run(corpus, recipe, new CrossValidationPlan(3, 1)), codebook).Rank();
        Assert.True(posts.Count > 1000);
        TestContext.Current.TestOutputHelper!.WriteLine($"AUC {Auc(ranked, planted):F3} over {posts.Count} posts; {ranked.Take(planted.Count).Count(s => planted.ContainsKey(s.Gold.PostId))} of {planted.Count} planted among as many first");
        Assert.True(Auc(ranked, planted) > 0.8, $"AUC {Auc(ranked, planted)}");
    }

    private static IEnumerable<Post> Written() =>
        UniquePosts.Of(Directory.EnumerateFiles(TestData.Shared("written")).Order(StringComparer.Ordinal).SelectMany(f => new PostReader().Read(f)));

    /// <summary>Gives every so manieth post another code than its own; the right ones by post.</summary>
    private static (Corpus Corpus, Dictionary<string, string> Planted) Planted(IReadOnlyList<(Post Post, string Code)> posts, List<string> codes, int every, Codebook codebook, IEnumerable<Post>? written = null)
    {
        var random = new SeededRandom(7);
        var planted = new Dictionary<string, string>();
        var rows = new List<CodedPost>();
        for (var i = 0; i < posts.Count; i++)
        {
            var code = posts[i].Code;
            if (random.Next(every) == 0)
            {
                planted.Add(posts[i].Post.Id, code);
                var others = codes.Where(c => c != code).ToList();
                code = others[random.Next(others.Count)];
            }

            rows.Add(new CodedPost(posts[i].Post.Id, code, null, 3, "tester"));
        }

        return (Corpus.Read(posts.Select(p => p.Post).Concat(written ?? []), rows, codebook, new CoderPolicy()), planted);
    }

    private static double Auc(IReadOnlyList<Suspect> ranked, Dictionary<string, string> planted) =>
        Roc.Auc([.. ranked.Select((_, i) => (double)-i)], [.. ranked.Select(s => planted.ContainsKey(s.Gold.PostId))]);
}
