using Triage.Training;

namespace Triage.Tests.Training;

public class SeededRandomTests
{
    [Fact]
    public void Its_numbers_are_fixed_by_the_seed()
    {
        var random = new SeededRandom(1);
        var again = new SeededRandom(1);
        Assert.Equal(Enumerable.Range(0, 100).Select(_ => random.NextUInt64()), Enumerable.Range(0, 100).Select(_ => again.NextUInt64()));
        Assert.NotEqual(new SeededRandom(1, 1).NextUInt64(), new SeededRandom(1).NextUInt64());
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        var random = new SeededRandom(2);
        var uniform = Enumerable.Range(0, 100_000).Select(_ => (double)random.NextSingle()).ToList();
        Assert.Equal(0.5, uniform.Average(), 0.01);
        Assert.All(uniform, u => Assert.InRange(u, 0, 0.99999999));
        var normal = Enumerable.Range(0, 100_000).Select(_ => (double)random.NextNormal()).ToList();
        Assert.Equal(0, normal.Average(), 0.02);
        Assert.Equal(1, normal.Average(n => n * n), 0.02);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.Next(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_500, 10_500));
    }

    [Fact]
    public void Shuffling_keeps_every_item()
    {
        var items = Enumerable.Range(0, 1000).ToArray();
        new SeededRandom(3).Shuffle<int>(items);
        Assert.NotEqual(Enumerable.Range(0, 1000), items);
        Assert.Equal(Enumerable.Range(0, 1000), items.Order());
    }
}
