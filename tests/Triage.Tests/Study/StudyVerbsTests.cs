using System.Text.Json;
using Triage.Codes;
using Triage.Tests.Cli;

namespace Triage.Tests.Study;

/// <summary>The way from posts to figures, as a user goes it.</summary>
public sealed class StudyVerbsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mine")]
    [InlineData("sample")]
    [InlineData("agree")]
    [InlineData("study")]
    public void Help_ends_in_examples(string verb)
    {
        var ran = TriageProgram.Run(verb, "--help");
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains($"triage {verb} ", ran.Out[ran.Out.IndexOf("Examples:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Mine_sample_code_agree_and_study_fit_together()
    {
        var posts = string.Concat(Enumerable.Range(1, 40).Select(i =>
            $$"""{"id":"{{i}}","title":"Question {{i}}","body":"How do I {{(i % 2 == 0 ? "run it on android" : "sort a list")}}?","tags":["keras"],"creation_date":"201{{8 + (i % 2)}}-05-0{{1 + (i % 9)}}T10:00:00","owner_id":"u{{i}}"}""" + "\n"));
        folder.Write("posts.jsonl", posts);
        Run("mine", "posts.jsonl", "-o", "candidates.jsonl");
        Assert.Equal(20, File.ReadLines(folder["candidates.jsonl"]).Count());
        Run("sample", "candidates.jsonl", "--size", "10", "--coder", "ann", "ben", "-o", "sheet.csv");
        var (ann, ben) = (File.ReadAllText(folder["sheet-ann.csv"]), File.ReadAllText(folder["sheet-ben.csv"]));
        Assert.Equal(CodeFile.Parse(ann).Select(row => row.PostId), CodeFile.Parse(ben).Select(row => row.PostId));
        File.WriteAllText(folder["sheet-ann.csv"], ann.Replace("pending", "mobile/inference-speed", StringComparison.Ordinal));
        File.WriteAllText(folder["sheet-ben.csv"], ben.Replace("pending", "mobile/inference-speed", StringComparison.Ordinal).Replace("mobile/inference-speed,,,ben,mobile,Question 2", "unclear,,,ben,mobile,Question 2", StringComparison.Ordinal));
        using var agreement = JsonDocument.Parse(Run("agree", "sheet-ann.csv", "sheet-ben.csv", "--format", "json", "-o", "agreement.html").Out);
        Assert.Equal(10, agreement.RootElement.GetProperty("posts").GetInt32());
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(folder["agreement.html"]));
        using var study = JsonDocument.Parse(Run("study", "candidates.jsonl", "--codes", "sheet-ann.csv", "--format", "json", "-o", "report").Out);
        Assert.Equal(20, study.RootElement.GetProperty("posts").GetInt32());
        Assert.Equal(10, study.RootElement.GetProperty("coded").GetProperty("posts").GetDouble());
        Assert.Equal(["difficulty.csv", "popularity.csv", "study.html", "study.json", "taxonomy.csv", "taxonomy.svg", "tests.csv"],
            Directory.EnumerateFiles(folder["report"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("only 'ann' is here", "a.csv")]
    [InlineData("they coded different posts", "a.csv", "b.csv")]
    [InlineData("is no code of the codebook", "a.csv", "other.csv")]
    [InlineData("no row is by the coder 'zoe'", "a.csv", "b.csv", "--coder", "zoe")]
    public void Codes_that_cannot_be_compared_are_refused_with_a_reason(string reason, params string[] args)
    {
        folder.Write("a.csv", "post_id,code,coder\n1,unclear,ann\n");
        folder.Write("b.csv", "post_id,code,coder\n2,unclear,ben\n");
        folder.Write("other.csv", "post_id,code,coder\n1,gpu,ben\n");
        var ran = TriageProgram.RunIn(folder.Path, "", ["agree", .. args]);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.Contains(reason, ran.Error);
    }

    [Fact]
    public void The_published_study_is_printed_with_its_figures()
    {
        var ran = TriageProgram.Run("study", TestData.Shared("fse2020"));
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("70.7 %", ran.Out);
        Assert.Contains("1302", ran.Out);
        Assert.Contains("manual filter", ran.Out);
    }

    private Ran Run(params string[] args)
    {
        var ran = TriageProgram.RunIn(folder.Path, "", args);
        Assert.True(ran.ExitCode == 0, ran.Error);
        return ran;
    }
}
