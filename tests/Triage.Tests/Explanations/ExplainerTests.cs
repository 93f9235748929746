using Triage.Codebooks;
using Triage.Explanations;
using Triage.Features;
using Triage.Onnx;
using Triage.Posts;
using Triage.Tests.Onnx;

namespace Triage.Tests.Explanations;

public class ExplainerTests
{
    private static readonly string[] Words = ["server", "tensor", "shape", "größe", "モデル", "model.tflite", "loadModel", "1.15.0", "--input_format", "error", "404", "batch"];

    private static readonly Codebook Codes = CodebookYaml.Parse("name: a\nversion: \"1\"\ncodes:\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"- id: top{i % 3}/code{i}\n")));

    [Theory]
    [InlineData(true, 1f)]
    [InlineData(true, 1.7f)]
    [InlineData(false, 0.6f)]
    public void Terms_and_bias_add_up_to_how_far_the_logarithm_of_the_score_is_above_the_mean_of_the_others(bool relu, float temperature)
    {
        var random = new Random(3);
        for (var round = 0; round < 20; round++)
        {
            var post = RandomPost(random);
            var explainer = new Explainer(Model(post, round, members: 1, relu, temperature), Codes);
            var explanation = explainer.Explain(post, Codes.Count);
            Assert.Equal(Codes.Count, explanation.Codes.Count);
            var logs = explanation.Prediction.Code.Select(p => Math.Log(p)).ToArray();
            foreach (var code in explanation.Codes)
            {
                var own = logs[Codes.IndexOf(code.Code)];
                var above = own - ((logs.Sum() - own) / (logs.Length - 1));
                Assert.Equal(above, code.Total, 3e-4);
                Assert.Equal(code.Total, code.Bias + code.Terms.Sum(t => t.Weight), 1e-9);
                Assert.Equal(code.Terms.Sum(t => t.Weight), code.Blocks().Sum(b => b.Weight), 1e-9);
                Assert.Equal(code.Terms.Select(t => t.Weight).OrderDescending(), code.Terms.Select(t => t.Weight));
            }
        }
    }

    [Fact]
    public void Of_several_networks_the_parts_are_the_means()
    {
        var post = RandomPost(new Random(8));
        var model = Model(post, 5, members: 3, relu: true, temperature: 1.3f);
        var together = new Explainer(model, Codes).Explain(post, Codes.Count);
        var alone = Enumerable.Range(0, 3).Select(m => new Explainer(Member(model, m), Codes).Explain(post, Codes.Count)).ToList();
        foreach (var code in together.Codes)
        {
            var same = alone.Select(a => a.Codes.Single(c => c.Code == code.Code)).ToList();
            Assert.Equal(same.Average(c => c.Total), code.Total, 1e-6);
            foreach (var term in code.Terms)
                Assert.Equal(same.Average(c => c.Terms.Single(t => t.Term == term.Term && t.Block == term.Block).Weight), term.Weight, 1e-6);
        }
    }

    [Fact]
    public void The_weight_of_a_term_is_the_slope_of_the_score_along_it()
    {
        var post = RandomPost(new Random(21));
        var model = Model(post, 9, members: 1, relu: true, temperature: 1);
        var explanation = new Explainer(model, Codes).Explain(post, 1);
        var features = new Featurizer(TermTable.Of(model.Terms.Skip(1))).Featurize(post);
        var weights = new PlainScorer(model).Weights(features);
        var best = Codes.IndexOf(explanation.Codes[0].Code);
        const float step = 1e-3f;
        for (var k = 0; k < weights.Length; k++)
        {
            // Stretching a term's embedding stretches its part, as long as no unit changes sides.
            var stretched = (float[])model.Embedding.Clone();
            for (var u = 0; u < model.Width; u++)
                stretched[(features.Ids[k] * model.Width) + u] *= 1 + step;
            var slope = (Above(model with { Embedding = stretched }, features, best) - Above(model, features, best)) / step;
            var term = explanation.Codes[0].Terms.Single(t => Blocks.Describe(model.Terms[features.Ids[k]]) == t.Block && model.Terms[features.Ids[k]][1..] == t.Term);
            Assert.Equal(slope, term.Weight, 0.02);
        }
    }

    [Fact]
    public void Every_feature_of_a_post_has_its_places_and_they_hold_its_words()
    {
        var random = new Random(4);
        for (var round = 0; round < 30; round++)
        {
            var post = RandomPost(random);
            var explanation = new Explainer(Model(post, round, 1, true, 1), Codes).Explain(post, 1);
            Check(explanation, TermsOf(post).Count);
        }
    }

    [Fact]
    public void Every_feature_of_real_posts_has_its_places()
    {
        foreach (var file in TestData.StudyPosts)
        {
            foreach (var post in new PostReader().Read(file).Where(p => (p.Id[^1] - '0') % 2 == 1).Take(25))
                Check(new Explainer(Model(post, 1, 1, true, 1), Codes).Explain(post, 1), TermsOf(post).Count);
        }
    }

    [Fact]
    public void A_post_without_known_words_is_all_bias()
    {
        var model = Model(new Post { Id = "1", Body = "server" }, 1, 1, true, 1);
        var explanation = new Explainer(model, Codes).Explain(new Post { Id = "2", Body = "unheard" }, 2);
        Assert.All(explanation.Codes, c => Assert.Equal((c.Total, 0), (c.Bias, c.Terms.Count)));
    }

    private static void Check(Explanation explanation, int features)
    {
        var texts = explanation.Texts.ToDictionary(t => t.Block, t => t.Text);
        Assert.Equal(features, explanation.Codes[0].Terms.Count);
        foreach (var term in explanation.Codes[0].Terms)
        {
            Assert.NotEmpty(term.Spans);
            foreach (var span in term.Spans)
            {
                Assert.True(term.Block is "anywhere" or "pair" || term.Block == span.Block);
                var shown = texts[span.Block].Substring(span.Start, span.Length);
                if (term.Term.StartsWith('#'))
                    continue;
                foreach (var word in term.Term.Split(' '))
                    Assert.Contains(word, shown.ToLowerInvariant());
            }
        }
    }

    private static Post RandomPost(Random random)
    {
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
        return new Post
        {
            Id = "1",
            Title = Text(5),
            Tags = [Words[random.Next(3)]],
            Body = $"{Text(8)} 🚀 `{Text(2)}`\n\n```\nFATAL error: {Text(4)}\n```\n{Text(3)} failed",
            Answers = [new Answer { Body = $"{Text(4)} `{Text(1)}`" }],
        };
    }

    private static TermTable TermsOf(Post post)
    {
        var terms = new TermTable();
        Featurizer.Collect(PostText.Of(post), terms);
        return terms;
    }

    /// <summary>A model with random weights over the terms of a post.</summary>
    private static TrainedModel Model(Post post, int seed, int members, bool relu, float temperature)
    {
        var terms = TermsOf(post);
        var model = RandomModel.Create(seed, terms.Count + 1, 8 * members, members, 3, Codes.Count, relu, temperature);
        return model with { Terms = ["", .. Enumerable.Range(1, terms.Count).Select(terms.Term)] };
    }

    private static TrainedModel Member(TrainedModel model, int member)
    {
        var width = model.Width / model.Members;
        Head Part(Head head) => head with
        {
            Weights = head.Weights[(member * width * head.Classes)..((member + 1) * width * head.Classes)],
            Bias = head.Bias[(member * head.Classes)..((member + 1) * head.Classes)],
        };
        return model with
        {
            Width = width,
            Members = 1,
            Embedding = [.. model.Embedding.Chunk(model.Width).SelectMany(row => row[(member * width)..((member + 1) * width)])],
            HiddenBias = model.HiddenBias[(member * width)..((member + 1) * width)],
            Relevance = Part(model.Relevance),
            Platform = Part(model.Platform),
            Code = Part(model.Code),
        };
    }

    private static double Above(TrainedModel model, FeatureVector features, int code)
    {
        var hidden = new PlainScorer(model).Hidden(features);
        var scores = Enumerable.Range(0, model.Code.Classes).Select(c => model.Code.Bias[c] + hidden.Select((h, u) => h * model.Code.Weights[(u * model.Code.Classes) + c]).Sum()).ToArray();
        return scores[code] - ((scores.Sum() - scores[code]) / (scores.Length - 1));
    }
}
