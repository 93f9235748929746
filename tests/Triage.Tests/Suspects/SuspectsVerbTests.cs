using Triage.Tests.Cli;

namespace Triage.Tests.Suspects;

public sealed class SuspectsVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SuspectsVerbTests()
    {
        SmallCase.Write(_folder.Path);
        // Post 1003 is about pests.
        _folder.Write("codes.csv", File.ReadAllText(_folder["codes.csv"]).Replace("1003,garden/pests", "1003,kitchen/oven/burnt", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_wrong_code_stands_first_in_table_and_csv()
    {
        var ran = Run("--output", _folder["s.csv"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Matches(@"the most doubtful first:\s+post.*\s+1003\s+tester\s+kitchen/oven/burnt\s+0\.\d+\s+garden/pests", ran.Out);
        var lines = File.ReadAllLines(_folder["s.csv"]);
        Assert.Equal("post_id,code,second_code,confidence,coder,alternative,score,alternative_score,margin,confident,is_second,file", lines[0]);
        Assert.StartsWith("1003,kitchen/oven/burnt,,3,tester,garden/pests,0.", lines[1]);
        Assert.Matches(",(yes|no),no,posts\\.jsonl$", lines[1]);
    }

    [Theory]
    [InlineData(2, ".csv or .json", "--output", "x.txt")]
    [InlineData(1, "coders: tester", "--coder", "nobody")]
    public void What_cannot_be_done_is_said(int exit, string said, params string[] more)
    {
        var ran = Run(more);
        Assert.Equal(exit, ran.ExitCode);
        Assert.Contains(said, ran.Error);
    }

    private Ran Run(params string[] more) => TriageProgram.Run(
    [
        "suspects", "--posts", _folder["posts.jsonl"], "--codes", _folder["codes.csv"], "--codebook", _folder["codebook.yaml"], "--folds", "3", "--width", "48", .. more,
    ]);
}
