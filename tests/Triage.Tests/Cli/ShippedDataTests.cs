using Triage.Codebooks;
using Triage.Codes;
using Triage.Posts;

namespace Triage.Tests.Cli;

/// <summary>The data that comes with the project fits together, and fits the real data it was taken from.</summary>
public sealed class ShippedDataTests
{
    private static readonly Codebook Codebook = CodebookYaml.Read(TestData.Repo("data", "codebook.yaml"));

    [Fact]
    public void All_code_files_are_of_the_codebook_and_share_no_row()
    {
        var rows = Directory.GetFiles(TestData.Repo("data", "codes"), "*.csv").SelectMany(f => CodeFile.Read(f, Codebook)).ToList();
        Assert.Equal(["development", "reader-1", "reader-2", "study"], rows.Select(r => r.Coder).Distinct().Order());
        Assert.Equal(rows.Count, rows.Select(r => (r.PostId, r.Coder)).Distinct().Count());
    }

    [Fact]
    public void The_published_codes_are_those_of_the_studys_workbook()
    {
        var workbook = StudyCategories.Read(TestData.Shared("fse2020", "Results", "RQ3", "category.xlsx"), Codebook);
        Assert.Equal(
            workbook.Select(r => (r.PostId, r.Code)).Order(),
            CodeFile.Read(TestData.Repo("data", "codes", "published.csv")).Select(r => (r.PostId, r.Code)).Order());
    }

    [Fact]
    public void The_development_posts_are_all_there_and_their_fault_classes_are_a_codebook()
    {
        var posts = new PostReader().Read(TestData.Shared("dl_development_posts.jsonl")).ToList();
        var rows = CodeFile.Read(TestData.Repo("data", "codes", "development.csv"));
        Assert.Equal(posts.Select(p => p.Id), rows.Select(r => r.PostId));
        Assert.All(rows, r => Assert.Equal(Verdict.NotDeployment, r.Code));
        var faults = CodebookYaml.Read(TestData.Repo("data", "fault-classes.yaml"));
        Assert.Equal(faults.Codes.Select(c => c.Id).Order(), posts.Select(p => p.Labels["fault_label"]).Distinct().Order());
    }

    [Fact]
    public void The_example_posts_are_twelve_with_titles_tags_and_code()
    {
        var posts = new PostReader().Read(TestData.Repo("data", "examples", "new-posts.jsonl")).ToList();
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"example-{i}"), posts.Select(p => p.Id));
        Assert.All(posts, p => Assert.True(p.Title.Length > 20 && p.Tags.Count > 1 && p.Body.Length > 200));
    }
}
