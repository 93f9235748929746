using System.Text;

namespace Triage.Tests.Cli;

public sealed class LabelBadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string[]> Posts => new()
    {
        { "cut.jsonl", SmallCase.Post("1", 1) + "\n{\"id\":\"2\",\"title\":\"sm", ["cut.jsonl:2"] },
        { "latin1.jsonl", "{\"id\":\"1\",\"title\":\"caf\u00ff\"}", ["latin1.jsonl", "UTF-8"] },
        { "columns.csv", "number,body\n1,something\n", ["columns.csv", "id"] },
        { "twice.jsonl", SmallCase.Post("7", 1) + "\n" + SmallCase.Post("7", 2), ["twice.jsonl:2", "'id'", "post 7"] },
        { "empty.jsonl", "", ["empty.jsonl", "empty"] },
        { "prose.txt", "Dear all, this is no post.", ["prose.txt", "format"] },
    };

    [Theory]
    [MemberData(nameof(Posts))]
    public void Posts_that_cannot_be_read_stop_with_place_and_reason_and_leave_no_output(string name, string content, string[] said)
    {
        File.WriteAllBytes(_folder[name], name.StartsWith("latin1", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(content) : Encoding.UTF8.GetBytes(content));
        var before = _folder.Write("out.csv", "what stood here");
        Fails(said, "label", _folder[name], "--model", SmallCase.Model, "--output", before);
        Assert.Equal("what stood here", File.ReadAllText(before));
        Assert.Equal(2, _folder.Names.Count());
    }

    [Fact]
    public void A_missing_file_stops_before_the_others_are_read()
    {
        var there = _folder.Write("there.jsonl", SmallCase.Post("1", 1));
        Assert.Equal("", Fails(["gone.jsonl", "no such file"], "label", there, _folder["gone.jsonl"], "--model", SmallCase.Model));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("truncated")]
    [InlineData("damaged")]
    [InlineData("foreign")]
    [InlineData("tokenizer")]
    public void A_model_that_cannot_be_trusted_is_refused(string how)
    {
        var posts = _folder.Write("posts.jsonl", SmallCase.Post("1", 1));
        var bytes = File.ReadAllBytes(SmallCase.Model);
        string[] said = ["bad.onnx"];
        switch (how)
        {
            case "missing":
                said = ["bad.onnx", "no such model"];
                break;
            case "truncated":
                File.WriteAllBytes(_folder["bad.onnx"], bytes[..(bytes.Length / 2)]);
                break;
            case "damaged":
                bytes[bytes.Length / 2] ^= 0x10;
                File.WriteAllBytes(_folder["bad.onnx"], bytes);
                break;
            case "foreign":
                File.WriteAllText(_folder["bad.onnx"], "not a model at all");
                break;
            default:
                var model = Triage.Onnx.OnnxModelReader.Read(SmallCase.Model);
                var metadata = new Dictionary<string, string>(model.Metadata) { ["triage.tokenizer_version"] = "999" };
                using (var file = File.Create(_folder["bad.onnx"]))
                    Triage.Onnx.OnnxModelWriter.Write(model with { Metadata = metadata }, file);
                said = ["bad.onnx", "tokeniser version 999"];
                break;
        }

        Fails(said, "label", posts, "--model", _folder["bad.onnx"], "--output", _folder["out.jsonl"]);
        Assert.False(File.Exists(_folder["out.jsonl"]));
    }

    [Theory]
    [InlineData("gone/out.csv", "does not exist")]
    [InlineData(".", "is a directory")]
    [InlineData("posts.jsonl/out.csv", "cannot be written")]
    public void An_output_that_cannot_be_written_is_named(string output, string said)
    {
        var posts = _folder.Write("posts.jsonl", SmallCase.Post("1", 1));
        Fails([said], "label", posts, "--model", SmallCase.Model, "--output", _folder[output]);
        Assert.Equal(["posts.jsonl"], _folder.Names);
    }

    [Fact]
    public void A_full_disk_is_said_and_leaves_no_half_file()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("needs /dev/full and a shell's limits");
        var posts = _folder.Write("posts.jsonl", string.Join('\n', Enumerable.Range(0, 200).Select(i => SmallCase.Post($"{i}", i))));
        Fails(["/dev/full", "No space left"], "label", posts, "--model", SmallCase.Model, "--output", "/dev/full");

        // A limit on the size of files fails in the middle of a write, as a disk that fills up does. (The runtime's own use of memory files is exempt.)
        var command = $"trap '' XFSZ; ulimit -f 8; DOTNET_EnableWriteXorExecute=0 exec '{TriageProgram.Dotnet}' exec '{TriageProgram.Dll}' label '{posts}' --model '{SmallCase.Model}' --output '{_folder["out.jsonl"]}'";
        using var process = TriageProgram.Start(_folder.Path, "/bin/sh", "-c", command);
        var ran = TriageProgram.Wait(process);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("out.jsonl: cannot be written", ran.Error);
        Assert.DoesNotContain("   at ", ran.Error);
        Assert.Equal(["posts.jsonl"], _folder.Names);
    }

    /// <summary>Runs, expects failure with a clear message, and returns what was printed.</summary>
    private static string Fails(string[] said, params string[] args)
    {
        var ran = TriageProgram.Run(args);
        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("triage: ", ran.Error);
        Assert.All(said, part => Assert.Contains(part, ran.Error));
        Assert.DoesNotContain("   at ", ran.Error);
        Assert.DoesNotContain("internal error", ran.Error);
        return ran.Out;
    }
}
