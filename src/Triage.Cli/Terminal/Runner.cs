using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;

namespace Triage.Cli.Terminal;

/// <summary>Runs a verb and turns whatever happens into one clear message and an exit code.</summary>
internal static class Runner
{
    public static async Task<int> Run(RootCommand root, string[] args)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        // No response files: '@' begins no path of ours, but may begin one of the user's.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
            return Complain(parsed);
        using var cancel = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancel.Token);
        }
        catch (Exception problem) when (cancel.IsCancellationRequested && Innermost(problem) is OperationCanceledException)
        {
            Screen.Message("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception problem)
        {
            Screen.Message(Say(Innermost(problem)));
            return ExitCode.Failed;
        }

        // The second signal ends the process at once, as it would without us.
        void Cancel(PosixSignalContext signal)
        {
            if (cancel.IsCancellationRequested)
                return;
            signal.Cancel = true;
            cancel.Cancel();
        }
    }

    private static int Complain(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            Screen.Message(error.Message);
        var verb = parsed.CommandResult.Command is Verb command ? $"{command.Name} " : "";
        Console.Error.WriteLine($"Try 'triage {verb}--help'.");
        return ExitCode.Usage;
    }

    private static Exception Innermost(Exception problem) => problem switch
    {
        AggregateException { InnerExceptions: [var only, ..] } => Innermost(only),
        TypeInitializationException { InnerException: { } cause } => Innermost(cause),
        _ => problem,
    };

    private static string Say(Exception problem) => problem switch
    {
        InputException or IOException or UnauthorizedAccessException => problem.Message,
        OutOfMemoryException => "there is not enough memory; give fewer or smaller posts at a time",
        DllNotFoundException => $"ONNX Runtime's native library for this machine ({RuntimeInformation.RuntimeIdentifier}) was not found; build the program again ({problem.Message})",
        _ when Environment.GetEnvironmentVariable("TRIAGE_DEBUG") is { Length: > 0 } => $"internal error: {problem}",
        _ => $"internal error: {problem.GetType().Name}: {problem.Message} (this should not happen; TRIAGE_DEBUG=1 shows where)",
    };
}
