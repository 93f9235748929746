using Triage.Codebooks;
using Triage.Codes;
using Triage.Posts;
using Triage.Study.Sampling;

namespace Triage.Tests.Study.Sampling;

public class SamplingTests
{
    [Theory]
    [InlineData(1_000_000_000, 0.95, 0.05, 385)]
    [InlineData(3023, 0.95, 0.05, 341)]
    [InlineData(165, 0.95, 0.05, 116)]
    [InlineData(1000, 0.99, 0.05, 400)]
    [InlineData(10, 0.95, 0.05, 10)]
    [InlineData(1, 0.95, 0.05, 1)]
    [InlineData(0, 0.95, 0.05, 0)]
    public void The_size_is_Cochrans_with_finite_population_correction(int population, double confidence, double interval, int size)
        => Assert.Equal(size, SampleSize.Of(population, confidence, interval));

    [Theory]
    [InlineData(100, 80)]
    [InlineData(500, 217)]
    [InlineData(1000, 278)]
    [InlineData(5000, 357)]
    [InlineData(10000, 370)]
    public void The_size_is_within_one_of_the_table_of_Krejcie_and_Morgan(int population, int size)
        => Assert.InRange(SampleSize.Of(population), size - 1, size + 1);

    [Fact]
    public void A_sample_of_the_size_reaches_the_interval()
    {
        for (var population = 20; population < 50_000; population = (population * 3 / 2) + 1)
            Assert.InRange(SampleSize.Interval(SampleSize.Of(population), population), 0, 0.0501);
    }

    [Fact]
    public void A_sample_is_seeded_stratified_and_independent_of_the_order_of_posts()
    {
        var posts = Enumerable.Range(0, 500).Select(i => ($"{i}", i % 5 == 0 ? "small" : "large")).ToList();
        var sizes = new Dictionary<string, int> { ["small"] = 20, ["large"] = 50 };
        var sample = StratifiedSample.Draw(posts, sizes, 4);
        Assert.Equal([("large", 400, 50), ("small", 100, 20)], sample.Strata.Select(stratum => (stratum.Name, stratum.Population, stratum.Drawn)));
        Assert.Equal(70, sample.Ids.Select(entry => entry.Id).Distinct().Count());
        Assert.All(sample.Ids, entry => Assert.Contains((entry.Id, entry.Stratum), posts));
        Assert.Equal(sample.Ids, StratifiedSample.Draw(Enumerable.Reverse(posts), sizes, 4).Ids);
        Assert.NotEqual(sample.Ids, StratifiedSample.Draw(posts, sizes, 5).Ids);
    }

    [Fact]
    public void Every_post_has_the_same_chance()
    {
        var posts = Enumerable.Range(0, 20).Select(i => ($"{i}", "all")).ToList();
        var counts = Enumerable.Range(0, 4000).SelectMany(seed => StratifiedSample.Draw(posts, new Dictionary<string, int> { ["all"] = 5 }, seed).Ids).CountBy(entry => entry.Id).ToList();
        Assert.Equal(20, counts.Count);
        Assert.All(counts, count => Assert.InRange(count.Value, 850, 1150));
    }

    [Fact]
    public void Taken_posts_are_not_drawn_again_and_too_few_left_is_an_error()
    {
        var posts = Enumerable.Range(0, 10).Select(i => ($"{i}", "all")).ToList();
        var taken = new HashSet<string>(["0", "1", "2"]);
        var sample = StratifiedSample.Draw(posts, new Dictionary<string, int> { ["all"] = 7 }, 1, taken);
        Assert.DoesNotContain(sample.Ids, entry => taken.Contains(entry.Id));
        Assert.Contains("only 7", Assert.Throws<InputException>(() => StratifiedSample.Draw(posts, new Dictionary<string, int> { ["all"] = 8 }, 1, taken)).Message);
    }

    [Fact]
    public void Proportional_sizes_add_up_and_stay_within_one_of_proportion()
    {
        var random = new Random(2);
        for (var round = 0; round < 200; round++)
        {
            var populations = Enumerable.Range(0, random.Next(1, 8)).ToDictionary(i => $"{i}", _ => random.Next(1, 500));
            var total = random.Next(0, populations.Values.Sum() + 1);
            var sizes = StratifiedSample.Proportional(populations, total);
            Assert.Equal(total, sizes.Values.Sum());
            Assert.All(sizes, entry => Assert.True(entry.Value <= populations[entry.Key] && Math.Abs(entry.Value - (total * (double)populations[entry.Key] / populations.Values.Sum())) < 1));
        }
    }

    [Fact]
    public void A_sheet_is_a_code_file_before_and_after_it_is_filled_in()
    {
        var posts = new[] { (new Post { Id = "12", Title = "=1+1 \"is\" two,\nor not", Tags = ["keras", "ios"] }, "mobile"), (new Post { Id = "x7", Title = "plain" }, "server") };
        var sheet = new StringWriter();
        CodeFile.Write(CodingSheet.For(posts, "ann"), sheet);
        var rows = CodeFile.Parse(sheet.ToString(), "sheet.csv", ShippedCodebook.Load());
        Assert.All(rows, row => Assert.Equal((Verdict.Pending, "ann"), (row.Code, row.Coder)));
        Assert.Equal(["https://stackoverflow.com/questions/12", ""], rows.Select(row => row.Extra["link"]));
        Assert.StartsWith("'=1+1", rows[0].Extra["title"]);
        var filled = sheet.ToString().Replace("12,pending,,,ann", "12,mobile/model-update,unclear,2,ann", StringComparison.Ordinal);
        Assert.Equal("mobile/model-update", CodeFile.Parse(filled, "sheet.csv", ShippedCodebook.Load())[0].Code);
    }
}
