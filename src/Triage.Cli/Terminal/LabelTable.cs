using System.Globalization;
using Spectre.Console;
using Triage.Codebooks;
using Triage.Evaluation;
using Triage.Predictions;

namespace Triage.Cli.Terminal;

/// <summary>Labelled posts as a person reads them on a terminal: the post, platform and decision, and the best codes with bars.</summary>
internal sealed class LabelTable
{
    /// <summary>Rows of one table; a long answer comes in several, so that the first are seen at once.</summary>
    private const int RowsATable = 50;

    /// <summary>Borders and padding of three columns.</summary>
    private const int Frame = 10;

    /// <summary>The share in front of a bar and the space behind it.</summary>
    private const int ShareWidth = 7;

    private static readonly string[] Eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

    private readonly Codebook _codebook;
    private readonly int _top;
    private readonly int _bar;
    private readonly int _post;
    private readonly int _decision;
    private readonly int _code;

    /// <param name="codebook">The model's codebook.</param>
    /// <param name="top">Codes a post.</param>
    public LabelTable(Codebook codebook, int top)
    {
        (_codebook, _top) = (codebook, top);
        var width = Math.Max(Screen.Out.Profile.Width, 60) - Frame;
        var wide = width >= 100;
        _bar = wide ? 10 : 5;
        _decision = wide ? 24 : 14;
        _code = Math.Min(codebook.Codes.Max(c => c.Id.Length), (width - _decision) * 3 / 5 - _bar - ShareWidth);
        _post = Math.Min(70, width - _decision - _code - _bar - ShareWidth);
    }

    public void Write(IEnumerable<LabelRow> rows)
    {
        foreach (var part in rows.Chunk(RowsATable))
        {
            var table = Screen.Table("post", "decision", "codes");
            table.ShowRowSeparators = true;
            (table.Columns[0].Width, table.Columns[0].NoWrap) = (_post, false);
            table.Columns[1].Width = _decision;
            table.Columns[2].Width = _code + _bar + ShareWidth;
            foreach (var row in part)
                table.AddRow(new Markup(Title(row)), new Markup(Decided(row)), new Markup(Codes(row)));
            Screen.Out.Write(table);
        }
    }

    private string Title(LabelRow row)
    {
        var title = string.IsNullOrWhiteSpace(row.Post.Title) ? row.Post.Body : row.Post.Title;
        if (string.IsNullOrWhiteSpace(title))
            title = "(empty)";
        return $"{Markup.Escape(Shorten(title, (2 * _post) - 10))}\n[dim]{Markup.Escape(Shorten(row.Post.Id, _post))}[/]";
    }

    private string Decided(LabelRow row)
    {
        var best = Ranking.Best(row.Prediction.Platform);
        var colour = row.Outcome.Decision switch
        {
            Decision.Accept => "green",
            Decision.Suggest => "yellow",
            _ => "grey",
        };
        var detail = row.Outcome.Fallback.Length > 0 ? Within(row.Outcome.Fallback, best) : $"relevant {Percent(row.Prediction.Relevance).Trim()}";
        return $"{Markup.Escape(Shorten(_codebook.TopLevel[best].Id, _decision - 6))} [dim]{Percent(row.Prediction.Platform[best]).Trim()}[/]\n"
            + $"[{colour}]{LabelWriter.Word(row.Outcome.Decision)}[/]\n[dim]{Markup.Escape(Shorten(detail, _decision))}[/]";
    }

    private string Codes(LabelRow row)
    {
        var best = Ranking.Best(row.Prediction.Platform);
        return string.Join('\n', row.Prediction.TopCodes(_top).Select((code, i) =>
        {
            var score = row.Prediction.Code[code];
            var line = $"{Percent(score)} [green]{Bar(score)}[/] {Markup.Escape(Shorten(Within(_codebook[code].Id, best), _code))}";
            return i == 0 ? line : $"[dim]{line}[/]";
        }));
    }

    /// <summary>A path without the platform that the row names already.</summary>
    private string Within(string id, int platform)
    {
        var above = _codebook.TopLevel[platform].Id + "/";
        return id.StartsWith(above, StringComparison.Ordinal) ? id[above.Length..] : id;
    }

    private string Bar(float score)
    {
        var eighths = (int)Math.Round(Math.Clamp(score, 0, 1) * _bar * 8);
        return (new string('█', eighths / 8) + Eighths[eighths % 8]).PadRight(_bar);
    }

    private static string Percent(float score) => (score * 100).ToString("F0", CultureInfo.InvariantCulture).PadLeft(3) + " %";

    /// <summary>One line without control characters (which could steer the terminal), cut between letters.</summary>
    private static string Shorten(string text, int most)
    {
        text = new string([.. text.Take(most * 8).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        var letters = StringInfo.ParseCombiningCharacters(text);
        return letters.Length <= most ? text : string.Concat(text.AsSpan(0, letters[most - 1]).TrimEnd(), "…");
    }
}
