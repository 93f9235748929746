using Triage.Onnx;

namespace Triage.Tests.Onnx;

public class RoundTripTests
{
    [Theory]
    [InlineData(1, true, 1f)]
    [InlineData(1, false, 1.5f)]
    [InlineData(3, true, 1f)]
    [InlineData(3, false, 0.5f)]
    public void A_written_model_reads_back_as_it_was(int members, bool relu, float temperature)
    {
        var model = RandomModel.Create(1, width: 12, members: members, relu: relu, temperature: temperature);
        var read = OnnxModelReader.Read(RandomModel.Bytes(model), "model.onnx");
        AssertSame(model, read);
        Assert.Equal(model.Embedding, read.Embedding);
    }

    [Fact]
    public void Half_precision_rounds_the_embedding_and_nothing_else()
    {
        var model = RandomModel.Create(2);
        var read = OnnxModelReader.Read(RandomModel.Bytes(model, half: true), "model.onnx");
        AssertSame(model, read);
        Assert.Equal(Array.ConvertAll(model.Embedding, v => (float)(Half)v), read.Embedding);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_model_gives_the_same_bytes(bool half)
    {
        var model = RandomModel.Create(3);
        var bytes = RandomModel.Bytes(model, half);
        var reordered = model with { Metadata = model.Metadata.Reverse().ToDictionary() };
        Assert.Equal(bytes, RandomModel.Bytes(RandomModel.Create(3), half));
        Assert.Equal(bytes, RandomModel.Bytes(reordered, half));
        Assert.Equal(bytes, RandomModel.Bytes(OnnxModelReader.Read(bytes, "model.onnx"), half));
    }

    [Fact]
    public void Half_precision_halves_the_file()
    {
        var model = RandomModel.Create(4, terms: 2_000, width: 64);
        Assert.InRange((double)RandomModel.Bytes(model, half: true).Length / RandomModel.Bytes(model).Length, 0.5, 0.65);
    }

    [Fact]
    public void The_stream_is_left_open()
    {
        using var stream = new MemoryStream();
        OnnxModelWriter.Write(RandomModel.Create(5), stream);
        Assert.True(stream.CanWrite);
    }

    public static TheoryData<string, TrainedModel> ModelsThatDoNotFit()
    {
        var model = RandomModel.Create(6, width: 12, members: 3);
        return new()
        {
            { "Idf has 500 numbers", model with { Idf = new float[3] } },
            { "Embedding has 6000 numbers", model with { Embedding = new float[17] } },
            { "HiddenBias has 12 numbers", model with { HiddenBias = new float[13] } },
            { "Width (12) is a multiple of Members (5)", model with { Members = 5 } },
            { "Code.Weights has 24 numbers", model with { Code = model.Code with { Classes = 2 } } },
            { "Platform.Temperature", model with { Platform = model.Platform with { Temperature = 0 } } },
            { "HiddenBias holds finite numbers only", model with { HiddenBias = [.. model.HiddenBias[1..], float.NaN] } },
            { "row 0 of Embedding", model with { Embedding = [1, .. model.Embedding[1..]] } },
            { "stands only once", model with { Terms = [.. model.Terms.SkipLast(1), model.Terms[1]] } },
            { "no line break", model with { Terms = [.. model.Terms.SkipLast(1), "a\nb"] } },
            { "surrogate", model with { Terms = [.. model.Terms.SkipLast(1), "\ud83d"] } },
            { ModelMetadata.Thresholds, model with { Metadata = model.Metadata.Where(e => e.Key != ModelMetadata.Thresholds).ToDictionary() } },
        };
    }

    [Theory]
    [MemberData(nameof(ModelsThatDoNotFit), DisableDiscoveryEnumeration = true)]
    public void A_model_whose_parts_do_not_fit_is_not_written(string said, TrainedModel model)
    {
        using var stream = new MemoryStream();
        var error = Assert.Throws<ArgumentException>(() => OnnxModelWriter.Write(model, stream));
        Assert.Contains(said, error.Message);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void A_number_too_large_for_half_precision_is_not_written()
    {
        var model = RandomModel.Create(7);
        model.Embedding[^1] = 70_000;
        var error = Assert.Throws<ArgumentException>(() => RandomModel.Bytes(model, half: true));
        Assert.Contains("float16", error.Message);
    }

    private static void AssertSame(TrainedModel expected, TrainedModel actual)
    {
        Assert.Equal(expected.Terms, actual.Terms);
        Assert.Equal(expected.Idf, actual.Idf);
        Assert.Equal((expected.Width, expected.Members, expected.Relu), (actual.Width, actual.Members, actual.Relu));
        Assert.Equal(expected.HiddenBias, actual.HiddenBias);
        Assert.Equal(expected.Metadata.OrderBy(e => e.Key), actual.Metadata.OrderBy(e => e.Key));
        foreach (var (e, a) in new[] { (expected.Relevance, actual.Relevance), (expected.Platform, actual.Platform), (expected.Code, actual.Code) })
        {
            Assert.Equal((e.Classes, e.Temperature), (a.Classes, a.Temperature));
            Assert.Equal(e.Weights, a.Weights);
            Assert.Equal(e.Bias, a.Bias);
        }
    }
}
