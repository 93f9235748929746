using System.Diagnostics;

namespace Triage.Tests.Cli;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error);

/// <summary>The built program, run as a user runs it.</summary>
internal static class TriageProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "triage.dll");

    public static Ran Run(params string[] args) => RunIn(Environment.CurrentDirectory, "", args);

    public static Ran RunIn(string folder, string input, params string[] args)
    {
        using var process = Start(folder, [Dotnet, "exec", Dll, .. args]);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Wait(process);
    }

    public static Process Start(string folder, params string[] command)
    {
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test host sets for itself would change the program's own settings.
        info.Environment.Remove("DOTNET_gcServer");
        return Process.Start(info)!;
    }

    public static Ran Wait(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the program did not end");
        }

        return new Ran(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
