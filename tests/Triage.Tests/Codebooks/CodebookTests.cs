using Triage.Codebooks;

namespace Triage.Tests.Codebooks;

public class CodebookTests
{
    private static readonly Codebook Study = CodebookYaml.Read(TestData.Repo("data", "codebook.yaml"));

    [Fact]
    public void The_shipped_codebook_has_the_studys_tree()
    {
        Assert.Equal(["server", "mobile", "browser"], Study.TopLevel.Select(node => node.Id));
        Assert.Equal(25, Study.Inner.Count);
        Assert.Equal(81, Study.Count);
        Assert.Equal(72, Study.Codes.Count(code => code.Id.Count(c => c == '/') == 2));
        Assert.All(Study.Codes, code => Assert.True(code.Definition.Length > 20 && code.Name.Length > 3, code.Id));
        Assert.All(Study.Inner.Concat(Study.TopLevel), node => Assert.True(node.Name.Length > 0 && node.Definition.Length > 20, node.Id));
    }

    [Fact]
    public void The_shipped_ids_are_those_of_the_studys_counts()
    {
        var counted = File.ReadLines(TestData.Shared("fse2020", "code_counts.csv")).Skip(1).Select(line => line.Split(',')[0]);
        Assert.Equal(counted.Order(StringComparer.Ordinal), Study.Codes.Select(code => code.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("server/request/procedure", "server", "server/request")]
    [InlineData("server/model-update", "server", "server/model-update")]
    [InlineData("mobile/inference-speed", "mobile", "mobile/inference-speed")]
    public void A_code_knows_its_platform_and_inner_category(string id, string top, string inner)
    {
        var index = Study.IndexOf(id);
        Assert.Equal(top, Study.TopLevel[Study.TopOf(index)].Id);
        Assert.Equal(inner, Study.Inner[Study.InnerOf(index)].Id);
    }

    [Fact]
    public void A_flat_codebook_is_its_own_top_level_and_inner_level()
    {
        var flat = Make("api", "gpu", "Others");
        Assert.Equal(["api", "gpu", "Others"], flat.TopLevel.Select(node => node.Id));
        Assert.Equal(["api", "gpu", "Others"], flat.Inner.Select(node => node.Id));
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(flat.TopOf));
    }

    [Fact]
    public void Two_and_four_levels_work_the_same_way()
    {
        var two = Make("a/x", "a/y", "b/x");
        Assert.Equal(["a", "b"], two.Inner.Select(node => node.Id));
        var four = Make("a/b/c/d", "a/b/c/e", "a/b/f", "g");
        Assert.Equal(["a/b/c", "a/b/f", "g"], four.Inner.Select(node => node.Id));
        Assert.Equal(["a", "g"], four.TopLevel.Select(node => node.Id));
        Assert.Equal([0, 1, 2], four.Find("a/b")!.Codes);
        Assert.Equal(4, four.Find("a/b/c/d")!.Depth);
    }

    [Fact]
    public void Every_random_tree_keeps_parents_and_children_consistent()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var ids = Enumerable.Range(0, random.Next(1, 40))
                .Select(_ => string.Join('/', Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"n{random.Next(4)}")))
                .Distinct().ToArray();
            var book = Make(ids);
            for (var i = 0; i < ids.Length; i++)
            {
                Assert.Equal(i, book.IndexOf(ids[i]));
                Assert.Contains(i, book.TopLevel[book.TopOf(i)].Codes);
                Assert.Contains(i, book.Inner[book.InnerOf(i)].Codes);
                Assert.Equal(ids[i].Split('/')[0], book.TopLevel[book.TopOf(i)].Id);
            }

            Assert.Equal(ids.Length, book.TopLevel.Sum(node => node.Codes.Count));
        }
    }

    [Theory]
    [InlineData("server/request/procedure", "server/request/procedure")]
    [InlineData(" Server / Request / Procedure", "server/request/procedure")]
    [InlineData("server - enviroment - install/building frameworks", "server/environment/installing-building-frameworks")]
    [InlineData("Enviroment -  INSTALL/building frameworks", "server/environment/installing-building-frameworks")]
    [InlineData("dl libraries compilation - procedure", "mobile/dl-library-compilation/procedure")]
    public void A_spelling_resolves_whatever_its_case_and_spacing(string spelling, string id)
        => Assert.Equal(id, Study.Resolve(spelling)?.Id);

    [Fact]
    public void A_spelling_of_several_platforms_resolves_only_under_one()
    {
        Assert.Null(Study.Resolve("model update"));
        Assert.Equal("mobile/model-update", Study.Resolve("model update", "mobile")?.Id);
        Assert.Null(Study.Resolve("mobile/model-update", "server"));
    }

    [Theory]
    [InlineData("server/serving/model-loadng", "server/serving/model-loading")]
    [InlineData("browser/model-laoding/procedure", "browser/model-loading/procedure")]
    [InlineData("bidirectional-streams", "server/serving/bidirectional-streaming")]
    public void The_nearest_code_comes_first(string spelling, string id)
    {
        var nearest = Study.Nearest(spelling, 3);
        Assert.Equal(3, nearest.Count);
        Assert.Equal(id, nearest[0]);
    }

    [Fact]
    public void One_typo_never_loses_its_code()
    {
        var random = new Random(3);
        foreach (var code in Study.Codes)
        {
            var at = random.Next(1, code.Id.Length - 1);
            Assert.Contains(code.Id, Study.Nearest(code.Id.Remove(at, 1), 3));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a / b")]
    [InlineData("not-deployment")]
    [InlineData("a\nb")]
    public void An_id_that_is_no_path_is_refused(string id)
        => Assert.Equal("codes[1].id", Assert.Throws<InputException>(() => Make("fine", id)).Field);

    [Fact]
    public void The_same_id_twice_is_refused_also_in_another_case()
    {
        Assert.Contains("twice", Assert.Throws<InputException>(() => Make("a", "b", "a")).Message);
        Assert.Contains("case", Assert.Throws<InputException>(() => Make("a/b", "a/B")).Message);
        Assert.Throws<InputException>(() => Make());
    }

    internal static Codebook Make(params string[] ids)
        => new("test", "1", "", ids.Select(id => new Code { Id = id, Name = "code " + id }));
}
