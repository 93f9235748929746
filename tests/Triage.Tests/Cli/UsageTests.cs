namespace Triage.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("label")]
    [InlineData("train")]
    [InlineData("evaluate")]
    public void Help_ends_in_examples(string verb)
    {
        var ran = TriageProgram.Run(verb, "--help");
        Assert.Equal(0, ran.ExitCode);
        var examples = ran.Out[ran.Out.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.True(examples.Length >= 3);
        Assert.All(examples, line => Assert.Contains($"triage {verb} ", line));
    }

    [Theory]
    [InlineData("--top", "label", "x.jsonl", "--top", "0")]
    [InlineData("--top", "label", "x.jsonl", "--top", "many")]
    [InlineData("--folds", "evaluate", "--posts", "x.jsonl", "--output", "x", "--folds", "many")]
    [InlineData("xml", "label", "x.jsonl", "--format", "xml")]
    [InlineData("label", "label")]
    [InlineData("lable", "lable", "x.jsonl")]
    [InlineData("--output", "train", "--posts", "x.jsonl")]
    [InlineData("--folds", "train", "--posts", "x.jsonl", "--output", "x.onnx", "--folds", "1")]
    [InlineData("--gate", "evaluate", "--posts", "x.jsonl", "--output", "x", "--gate", "0.9")]
    [InlineData("--model", "evaluate", "--posts", "x.jsonl", "--output", "x", "--model", "x.onnx", "--folds", "5")]
    public void Wrong_usage_exits_with_2_and_says_what(string said, params string[] args)
    {
        var ran = TriageProgram.Run(args);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Out));
        Assert.Contains(said, ran.Error);
        Assert.Contains("--help", ran.Error);
    }
}
