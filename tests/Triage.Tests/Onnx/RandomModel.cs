using Triage.Features;
using Triage.Onnx;
using Triage.Predictions;

namespace Triage.Tests.Onnx;

/// <summary>Models with random weights, and random posts for them: parity and format do not depend on what was learned.</summary>
internal static class RandomModel
{
    public const int TokenizerVersion = 7;

    public static TrainedModel Create(int seed, int terms = 500, int width = 16, int members = 1, int platforms = 3, int codes = 81, bool relu = true, float temperature = 1f, float scale = 1f)
    {
        var random = new Random(seed);
        var embedding = Numbers(random, terms * width, scale);
        embedding.AsSpan(0, width).Clear();
        var idf = Array.ConvertAll(Numbers(random, terms, 3), v => MathF.Abs(v) + 0.5f);
        idf[0] = 0;
        Head Head(int classes) => new(classes, Numbers(random, width * classes, scale), Numbers(random, members * classes, scale), temperature);
        return new TrainedModel
        {
            Terms = [.. Enumerable.Range(0, terms).Select(i => i == 0 ? "" : $"title:term-{i}é")],
            Idf = idf,
            Embedding = embedding,
            Width = width,
            HiddenBias = Numbers(random, width, scale),
            Relu = relu,
            Members = members,
            Relevance = Head(1),
            Platform = Head(platforms),
            Code = Head(codes),
            Metadata = new Dictionary<string, string>
            {
                [ModelMetadata.ProductVersion] = "0.0.1",
                [ModelMetadata.TokenizerVersion] = "7",
                [ModelMetadata.Codebook] = "codes: []\n",
                [ModelMetadata.Thresholds] = "{}",
                [ModelMetadata.Data] = "{}",
                [ModelMetadata.Figures] = "{}",
            },
        };
    }

    /// <summary>A linear model in the network's clothes: the embedding's columns are the logits, the heads pick their columns.</summary>
    public static TrainedModel CreateLinear(int seed, int platforms, int codes)
    {
        var width = 1 + platforms + codes;
        var model = Create(seed, width: width, platforms: platforms, codes: codes, relu: false, scale: 3);
        return model with { Relevance = Pick(0, 1), Platform = Pick(1, platforms), Code = Pick(1 + platforms, codes) };

        Head Pick(int from, int classes)
        {
            var weights = new float[width * classes];
            for (var c = 0; c < classes; c++)
                weights[(from + c) * classes + c] = 1;
            return new Head(classes, weights, new float[classes]);
        }
    }

    /// <summary>Posts of 0 to <paramref name="most"/> features.</summary>
    public static (string PostId, FeatureVector Features)[] Posts(int seed, int count, int terms, int most = 60)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(n =>
        {
            var ids = Enumerable.Range(0, random.Next(most + 1)).Select(_ => random.Next(1, terms)).Distinct().Order().ToArray();
            return ($"post-{n}", new FeatureVector(ids, Array.ConvertAll(ids, _ => (float)random.Next(1, 30))));
        })];
    }

    public static byte[] Bytes(TrainedModel model, bool half = false)
    {
        using var stream = new MemoryStream();
        OnnxModelWriter.Write(model, stream, half);
        return stream.ToArray();
    }

    public static TriageModel Open(byte[] bytes) => TriageModel.Open(bytes, "model.onnx", TokenizerVersion);

    /// <summary>Largest difference between two predictions over all their scores; NaN if any score is.</summary>
    public static double Difference(Prediction a, Prediction b)
    {
        Assert.Equal(a.PostId, b.PostId);
        Assert.Equal(a.Platform.Length, b.Platform.Length);
        Assert.Equal(a.Code.Length, b.Code.Length);
        return Scores(a).Zip(Scores(b), (x, y) => Math.Abs((double)x - y)).Aggregate(Math.Max);
    }

    private static IEnumerable<float> Scores(Prediction p) => [p.Relevance, .. p.Platform, .. p.Code];

    private static float[] Numbers(Random random, int count, float scale)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = (float)(random.NextDouble() * 2 - 1) * scale;
        return numbers;
    }
}
