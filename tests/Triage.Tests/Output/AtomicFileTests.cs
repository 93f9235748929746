using Triage.Output;
using Triage.Tests.Cli;

namespace Triage.Tests.Output;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_stands_under_the_name_before_the_end_and_the_whole_text_after()
    {
        using (var file = AtomicFile.Create(_folder["a.txt"]))
        {
            file.Stream.Write("whole"u8);
            file.Stream.Flush();
            Assert.False(File.Exists(_folder["a.txt"]));
            file.Commit();
        }

        Assert.Equal("whole", File.ReadAllText(_folder["a.txt"]));
        Assert.Equal(["a.txt"], _folder.Names);
    }

    [Fact]
    public void What_stood_there_stays_when_writing_fails()
    {
        var path = _folder.Write("a.txt", "before");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("after"u8);
            throw new OperationCanceledException();
        }));
        Assert.Equal("before", File.ReadAllText(path));
        AtomicFile.Check(path);
        Assert.Equal("before", File.ReadAllText(path));
        AtomicFile.Write(path, "after");
        Assert.Equal("after", File.ReadAllText(path));
        Assert.Equal(["a.txt"], _folder.Names);
    }

    [Fact]
    public void A_link_stays_a_link_and_its_target_is_replaced()
    {
        _folder.Write("target.txt", "before");
        File.CreateSymbolicLink(_folder["link.txt"], _folder["target.txt"]);
        AtomicFile.Write(_folder["link.txt"], "after");
        Assert.Equal("after", File.ReadAllText(_folder["target.txt"]));
        Assert.NotNull(new FileInfo(_folder["link.txt"]).LinkTarget);
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_named()
    {
        Assert.Contains("gone", Assert.Throws<InputException>(() => AtomicFile.Check(_folder["gone/a.txt"])).Message);
        Assert.Contains("is a directory", Assert.Throws<InputException>(() => AtomicFile.Check(_folder.Path)).Message);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_full_device_is_said_under_the_files_own_name()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("needs /dev/full");
        var problem = Assert.Throws<InputException>(() => AtomicFile.Write("/dev/full", "text"));
        Assert.Equal("/dev/full", problem.File);
    }
}
