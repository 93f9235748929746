using Triage.Codebooks;
using Triage.Study;

namespace Triage.Tests.Study;

public class ModelTaxonomyTests
{
    private static readonly Codebook Book = new("small", "1", "", [new Code { Id = "a/x", Name = "x" }, new Code { Id = "a/y", Name = "y" }, new Code { Id = "b", Name = "b" }]);

    [Fact]
    public void Posts_of_which_the_model_is_sure_have_intervals_of_no_width()
    {
        var rows = Enumerable.Range(0, 50).Select(i => new LabelledPost($"{i}", 1, [new ScoredCode(i < 20 ? "a/x" : "b", 1)])).ToList();
        var taxonomy = ModelTaxonomy.Of(rows, Book, 100);
        Assert.Equal((20, 20, 20), (taxonomy.Roots[0].Posts.Value, taxonomy.Roots[0].Posts.Low, taxonomy.Roots[0].Posts.High));
        Assert.Equal(0.6, taxonomy.Roots[1].Share.Value, 9);
        Assert.Equal(50, taxonomy.Posts, 9);
        Assert.Equal(TaxonomySource.Model, taxonomy.Source);
    }

    [Fact]
    public void Counts_are_expected_counts_and_their_interval_that_of_the_Poisson_binomial()
    {
        var random = new Random(9);
        var rows = Enumerable.Range(0, 200).Select(i =>
        {
            var (x, y) = (random.NextDouble(), random.NextDouble());
            return new LabelledPost($"{i}", random.NextDouble(), [new ScoredCode("a/x", x / 2), new ScoredCode("a/y", y / 2), new ScoredCode("b", 1 - ((x + y) / 2))]);
        }).ToList();
        var node = ModelTaxonomy.Of(rows, Book, 20_000).Roots[0].Children[0];
        double[] chances = [.. rows.Select(row => row.Relevance * row.Codes[0].Score)];
        Assert.Equal(chances.Sum(), node.Posts.Value, 9);
        var exact = PoissonBinomial(chances);
        Assert.InRange(node.Posts.Low, Quantile(exact, 0.025) - 1, Quantile(exact, 0.025) + 1);
        Assert.InRange(node.Posts.High, Quantile(exact, 0.975) - 1, Quantile(exact, 0.975) + 1);
    }

    [Fact]
    public void No_post_is_lost_outside_the_listed_codes()
    {
        var rows = Enumerable.Range(0, 40).Select(i => new LabelledPost($"{i}", 0.75, [new ScoredCode("a/x", 0.5), new ScoredCode("b", 0.2)])).ToList();
        var taxonomy = ModelTaxonomy.Of(rows, Book, 200);
        Assert.Equal(40, taxonomy.Posts + taxonomy.Outside.Values.Sum(outside => outside.Value), 9);
        Assert.Equal(10, taxonomy.Outside["not-deployment"].Value, 9);
        Assert.Equal(40 * 0.75 * 0.3, taxonomy.Outside["code not listed"].Value, 9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals()
    {
        var rows = Enumerable.Range(0, 30).Select(i => new LabelledPost($"{i}", 0.9, [new ScoredCode("a/x", 0.6), new ScoredCode("b", 0.4)])).ToList();
        Assert.Equal(TaxonomyText.Csv(ModelTaxonomy.Of(rows, Book, 100, 4)), TaxonomyText.Csv(ModelTaxonomy.Of(rows, Book, 100, 4)));
    }

    private static double[] PoissonBinomial(double[] chances)
    {
        var mass = new double[chances.Length + 1];
        mass[0] = 1;
        foreach (var chance in chances)
        {
            for (var k = mass.Length - 1; k >= 0; k--)
                mass[k] = (mass[k] * (1 - chance)) + (k > 0 ? mass[k - 1] * chance : 0);
        }

        return mass;
    }

    private static int Quantile(double[] mass, double share)
    {
        var sum = 0.0;
        var k = 0;
        while ((sum += mass[k]) < share)
            k++;
        return k;
    }
}
