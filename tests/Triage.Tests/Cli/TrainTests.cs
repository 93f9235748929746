namespace Triage.Tests.Cli;

public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainTests() => SmallCase.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_data_and_seed_give_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(0, Train("a.onnx").ExitCode);
        Assert.Equal(File.ReadAllBytes(SmallCase.Model), File.ReadAllBytes(_folder["a.onnx"]));
        Assert.Equal(0, Train("b.onnx", "--seed", "2").ExitCode);
        Assert.NotEqual(File.ReadAllBytes(SmallCase.Model), File.ReadAllBytes(_folder["b.onnx"]));
    }

    [Fact]
    public void It_says_what_it_read_and_what_it_wrote_and_the_card_holds_figures_and_command()
    {
        File.AppendAllText(_folder["codes.csv"], "4711,garden/pests,,3,tester\n");
        File.AppendAllText(_folder["posts.jsonl"], SmallCase.Post("uncoded", 1) + "\n");
        var ran = Train("m.onnx", "--card", _folder["card.md"], "--report-on", "even");
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("posts      120 coded, 1 without a code", ran.Out);
        Assert.Contains("codes      tester 120", ran.Out);
        Assert.Contains("unmatched  1 code rows name posts that are not in the post files: post 4711 (codes.csv:122)", ran.Out);
        Assert.Contains("code, best", ran.Out);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder["m.onnx"])));
        Assert.Contains(sha, ran.Out);
        var card = File.ReadAllText(_folder["card.md"]);
        Assert.All(new[] { sha, "| tester | 120 |", "posts with an even id", "| code, best |", "--report-on even", "## Known limits" }, part => Assert.Contains(part, card));
        Assert.Equal(["card.md", "codebook.yaml", "codes.csv", "m.onnx", "posts.jsonl"], _folder.Names);
    }

    [Fact]
    public void An_unknown_code_names_its_place_and_the_nearest_codes()
    {
        File.AppendAllText(_folder["codes.csv"], "1001,garden/pest,,3,other\n");
        Fails(["codes.csv:122", "'code'", "garden/pests"]);
    }

    [Fact]
    public void A_code_file_without_the_needed_column_is_refused()
    {
        _folder.Write("codes.csv", "post_id,label\n1001,garden/pests\n");
        Fails(["codes.csv:1", "'code'"]);
    }

    [Fact]
    public void Two_codes_of_one_coder_for_a_post_in_two_files_are_refused()
    {
        var other = _folder.Write("more.csv", "post_id,code,second_code,confidence,coder\n1000,garden/pests,,3,tester\n");
        Fails(["more.csv:2", "codes.csv:2", "'tester'"], "--codes", other);
    }

    [Fact]
    public void Posts_of_which_none_is_coded_teach_nothing()
    {
        _folder.Write("codes.csv", "post_id,code,second_code,confidence,coder\n");
        Fails(["no post has a code"]);
    }

    [Fact]
    public void The_output_is_tried_before_anything_is_read()
    {
        var ran = TriageProgram.Run(SmallCase.TrainArguments(_folder.Path, _folder["gone/m.onnx"]));
        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.Contains("gone", ran.Error);
    }

    private Ran Train(string output, params string[] more) => TriageProgram.Run([.. SmallCase.TrainArguments(_folder.Path, _folder[output]), .. more]);

    private void Fails(string[] said, params string[] more)
    {
        var ran = Train("m.onnx", more);
        Assert.Equal(1, ran.ExitCode);
        Assert.All(said, part => Assert.Contains(part, ran.Error));
        Assert.DoesNotContain("   at ", ran.Error);
        Assert.DoesNotContain("internal error", ran.Error);
        Assert.False(File.Exists(_folder["m.onnx"]));
    }
}
