using Spectre.Console;

namespace Triage.Cli.Terminal;

/// <summary>Standard output and standard error. Colours and bars only on a terminal and without NO_COLOR; plain text everywhere else.</summary>
internal static class Screen
{
    /// <summary>Wide enough for any table of ours, where there is no terminal to measure.</summary>
    private const int PlainWidth = 200;

    private static readonly Lazy<IAnsiConsole> LazyOut = new(() => Make(Console.Out, Console.IsOutputRedirected));

    /// <summary>Standard output, for tables.</summary>
    public static IAnsiConsole Out => LazyOut.Value;

    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>A message to the user on standard error.</summary>
    public static void Message(string text) => Console.Error.WriteLine($"triage: {text}");

    /// <summary>An empty table: with lines on a terminal, columns of plain text otherwise.</summary>
    public static Table Table(params IReadOnlyList<string> columns)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    private static IAnsiConsole Make(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (redirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
