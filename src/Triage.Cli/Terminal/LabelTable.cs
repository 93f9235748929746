using System.Globalization;
using Spectre.Console;
using Triage.Codebooks;
using Triage.Evaluation;
using Triage.Predictions;

namespace Triage.Cli.Terminal;

/// <summary>Labelled posts as a person reads them on a terminal.</summary>
internal sealed class LabelTable(Codebook codebook, int top)
{
    private const int BarWidth = 10;

    /// <summary>Rows of one table; a long answer comes in several, so that the first are seen at once.</summary>
    private const int RowsATable = 50;

    private static readonly string[] Eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

    public void Write(IEnumerable<LabelRow> rows)
    {
        foreach (var part in rows.Chunk(RowsATable))
        {
            var table = Screen.Table("post", "platform", "codes", "decision");
            table.ShowRowSeparators = true;
            table.Columns[0].NoWrap = false;
            foreach (var row in part)
                table.AddRow(new Markup(Title(row)), new Markup(Platform(row)), new Markup(Codes(row)), new Markup(Decided(row)));
            Screen.Out.Write(table);
        }
    }

    private static string Title(LabelRow row)
    {
        var title = string.IsNullOrWhiteSpace(row.Post.Title) ? row.Post.Body : row.Post.Title;
        if (string.IsNullOrWhiteSpace(title))
            title = "(empty)";
        return $"{Markup.Escape(Shorten(title, 56))}\n[dim]{Markup.Escape(Shorten(row.Post.Id, 40))}[/]";
    }

    private string Platform(LabelRow row)
    {
        var best = Ranking.Best(row.Prediction.Platform);
        return $"{Markup.Escape(Shorten(codebook.TopLevel[best].Name, 20))}\n[dim]{Percent(row.Prediction.Platform[best])}[/]";
    }

    private string Codes(LabelRow row) => string.Join('\n', row.Prediction.TopCodes(top).Select((code, i) =>
    {
        var line = $"{Percent(row.Prediction.Code[code])} [green]{Bar(row.Prediction.Code[code])}[/] {Markup.Escape(codebook[code].Id)}";
        return i == 0 ? line : $"[dim]{line}[/]";
    }));

    private static string Decided(LabelRow row)
    {
        var (colour, word) = (row.Outcome.Decision, LabelWriter.Word(row.Outcome.Decision)) switch
        {
            (Decision.Accept, var w) => ("green", w),
            (Decision.Suggest, var w) => ("yellow", w),
            (_, var w) => ("grey", w),
        };
        var below = row.Outcome.Fallback.Length > 0 ? Markup.Escape(row.Outcome.Fallback) : $"deployment {Percent(row.Prediction.Relevance).Trim()}";
        return $"[{colour}]{word}[/]\n[dim]{below}[/]";
    }

    private static string Percent(float score) => (score * 100).ToString("F0", CultureInfo.InvariantCulture).PadLeft(3) + " %";

    private static string Bar(float score)
    {
        var eighths = (int)Math.Round(score * BarWidth * 8);
        return (new string('█', eighths / 8) + Eighths[eighths % 8]).PadRight(BarWidth);
    }

    /// <summary>One line without control characters (which could steer the terminal), cut between letters.</summary>
    private static string Shorten(string text, int most)
    {
        text = new string([.. text.Take(most * 8).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        var letters = StringInfo.ParseCombiningCharacters(text);
        return letters.Length <= most ? text : string.Concat(text.AsSpan(0, letters[most - 1]).TrimEnd(), "…");
    }
}
