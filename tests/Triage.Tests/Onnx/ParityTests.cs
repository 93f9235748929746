using Triage.Onnx;

namespace Triage.Tests.Onnx;

/// <summary>ONNX Runtime and plain C# arithmetic agree on what a model file says.</summary>
public class ParityTests
{
    private const double Largest = 1e-5;

    [Theory]
    [InlineData(1, 16, 1, true, 1f, false)]
    [InlineData(2, 24, 3, true, 1f, false)]
    [InlineData(3, 16, 1, true, 1.7f, false)]
    [InlineData(4, 24, 3, true, 2.5f, false)]
    [InlineData(5, 24, 2, true, 0.4f, false)]
    [InlineData(6, 16, 1, false, 1f, false)]
    [InlineData(7, 24, 3, false, 0.8f, false)]
    [InlineData(8, 256, 1, true, 1.3f, true)]
    [InlineData(9, 384, 3, true, 1.3f, true)]
    public void Scores_equal_plain_arithmetic(int seed, int width, int members, bool relu, float temperature, bool half)
    {
        var bytes = RandomModel.Bytes(RandomModel.Create(seed, width: width, members: members, relu: relu, temperature: temperature), half);
        AssertParity(bytes, seed);
    }

    [Theory]
    [InlineData(3, 81)]
    [InlineData(1, 6)]
    [InlineData(6, 6)]
    public void A_linear_model_with_identity_heads_scores_the_same(int platforms, int codes) =>
        AssertParity(RandomModel.Bytes(RandomModel.CreateLinear(11, platforms, codes)), 11);

    [Theory]
    [InlineData(1, 3f)]
    [InlineData(3, 3f)]
    [InlineData(3, 1f)]
    public void Scores_stay_exact_when_the_networks_are_overconfident(int members, float temperature) =>
        AssertParity(RandomModel.Bytes(RandomModel.Create(21, width: 24, members: members, temperature: temperature, scale: 6)), 21);

    [Fact]
    public void Half_precision_moves_scores_by_little()
    {
        var model = RandomModel.Create(31, width: 64);
        using var whole = RandomModel.Open(RandomModel.Bytes(model));
        using var half = RandomModel.Open(RandomModel.Bytes(model, half: true));
        var posts = RandomModel.Posts(31, 100, model.Terms.Count);
        var largest = whole.Score(posts).Zip(half.Score(posts), RandomModel.Difference).Max();
        Assert.InRange(largest, 1e-9, 1e-2);
    }

    private static void AssertParity(byte[] bytes, int seed)
    {
        var model = OnnxModelReader.Read(bytes, "model.onnx");
        var plain = new PlainScorer(model);
        using var onnx = RandomModel.Open(bytes);
        var posts = RandomModel.Posts(seed, 200, model.Terms.Count);
        var scored = onnx.Score(posts);
        for (var n = 0; n < posts.Length; n++)
        {
            var expected = plain.Score(posts[n].PostId, posts[n].Features);
            Assert.InRange(RandomModel.Difference(expected, scored[n]), 0, Largest);
            Assert.Equal(1, scored[n].Platform.Sum(), 1e-5);
            Assert.Equal(1, scored[n].Code.Sum(), 1e-5);
        }
    }
}
