using System.Diagnostics;

namespace Triage.Tests.Cli;

public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InterruptTests()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("sends POSIX signals");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ctrl_c_while_waiting_for_standard_input_exits_with_130_and_leaves_nothing()
    {
        using var process = TriageProgram.Start(_folder.Path, TriageProgram.Dotnet, "exec", TriageProgram.Dll, "label", "-", "--model", SmallCase.Model, "--output", "out.jsonl");
        for (var i = 0; i < 200; i++)
            process.StandardInput.WriteLine(SmallCase.Post($"{i}", i));
        process.StandardInput.Flush();
        Until(() => _folder.Names.Any());
        Interrupt(process);
    }

    [Fact]
    public void Ctrl_c_while_training_exits_with_130_and_leaves_nothing()
    {
        using var process = TriageProgram.Start(
            _folder.Path, [TriageProgram.Dotnet, "exec", TriageProgram.Dll, .. SmallCase.TrainArguments(SmallCase.Folder, "out.onnx"), "--repeats", "5000"]);
        // What was read is printed before the training begins.
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("codes", StringComparison.Ordinal))
            continue;
        Interrupt(process);
    }

    private static void Until(Func<bool> condition)
    {
        for (var clock = Stopwatch.StartNew(); !condition() && clock.Elapsed < TimeSpan.FromSeconds(60);)
            Thread.Sleep(20);
        Assert.True(condition());
    }

    private void Interrupt(Process process)
    {
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            kill.WaitForExit();
        var ran = TriageProgram.Wait(process);
        Assert.Equal(130, ran.ExitCode);
        Assert.Contains("interrupted", ran.Error);
        Assert.Empty(_folder.Names);
    }
}
