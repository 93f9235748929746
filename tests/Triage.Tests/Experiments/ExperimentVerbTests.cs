using Triage.Tests.Cli;

namespace Triage.Tests.Experiments;

public sealed class ExperimentVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExperimentVerbTests()
    {
        SmallCase.Write(_folder.Path);
        _folder.Write("plan.yaml", "folds: 2\nrepeats: 1\nbase:\n  network: { width: 24, epochs: 6 }\nexperiments:\n- name: narrow\n  network: { width: 8 }\n- name: other\n  trainer: softmax\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_writes_page_and_json_and_a_second_run_finds_all_folds()
    {
        var first = Run("--only", "narrow", "--output", _folder["docs.md"]);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("folds      4, 0 of them from an earlier run", first.Out);
        var page = File.ReadAllText(_folder["docs.md"]);
        Assert.Contains("| narrow | network.Width 8 |", page);
        Assert.DoesNotContain("softmax", page);
        Assert.True(File.Exists(_folder["docs.json"]));
        Assert.Contains("folds      4, 4 of them from an earlier run", Run("--only", "narrow").Out);
    }

    [Theory]
    [InlineData("no experiment 'x'", "--only", "x")]
    [InlineData("ending in .md", "--output", "x.json")]
    [InlineData("no coder has 20 scored posts", "--leave-out", "codes.csv")]
    public void What_cannot_be_done_is_said(string said, string option, string value)
    {
        var ran = Run(option, value.EndsWith("csv", StringComparison.Ordinal) ? _folder[value] : value);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(said, ran.Error);
        Assert.DoesNotContain("   at ", ran.Error);
    }

    private Ran Run(params string[] more) => TriageProgram.Run(
    [
        "experiment", _folder["plan.yaml"], "--posts", _folder["posts.jsonl"], "--codes", _folder["codes.csv"], "--codebook", _folder["codebook.yaml"],
        "--cache", _folder["cache"], .. more,
    ]);
}
