using System.Buffers;

namespace Triage.Features;

/// <summary>
/// Takes the text out of a post's Markdown in one pass over its lines: fenced and indented blocks are code, backticks inline code,
/// link targets are dropped. Of the rest nothing is lost: stray marks do no harm to a tokeniser. Linear in the length of the input.
/// </summary>
public static class MarkdownScanner
{
    private const int LongestLink = 2048;

    internal static void Scan(ReadOnlySpan<byte> markdown, TextTarget target)
    {
        byte fence = 0;
        var fenceLength = 0;
        var blankBefore = true;
        var indented = false;
        while (!markdown.IsEmpty)
        {
            var newline = markdown.IndexOf((byte)'\n');
            var line = newline < 0 ? markdown : markdown[..newline];
            markdown = newline < 0 ? default : markdown[(newline + 1)..];
            line = line.TrimEnd((byte)'\r');

            var text = line.TrimStart(" "u8);
            var run = FenceRun(text);
            if (fence != 0)
            {
                if (run >= fenceLength && text[0] == fence && text[run..].TrimEnd(" "u8).IsEmpty)
                    fence = 0;
                else
                    Line(line, target.Code);
            }
            else if (run >= 3 && line.Length - text.Length <= 3 && text[run..].IndexOf((byte)'`') < 0)
            {
                (fence, fenceLength) = (text[0], run);
                TextTarget.Break(target.Code);
            }
            else if (text.TrimStart("\t"u8).IsEmpty)
            {
                blankBefore = true;
                Line(default, target.Prose);
                continue;
            }
            else if ((blankBefore || indented) && IsIndented(line))
            {
                indented = true;
                Line(line, target.Code);
                blankBefore = false;
                continue;
            }
            else
            {
                Prose(line, target);
            }

            indented = blankBefore = false;
        }
    }

    private static void Prose(ReadOnlySpan<byte> line, TextTarget target)
    {
        while (!line.IsEmpty)
        {
            var mark = line.IndexOfAny((byte)'`', (byte)']');
            if (mark < 0)
                break;
            target.Prose.Write(line[..mark]);
            line = line[mark..];
            if (line[0] == (byte)']')
            {
                target.Prose.Write(" "u8);
                line = line[1..];
                if (!line.IsEmpty && line[0] == (byte)'(' && line[..Math.Min(line.Length, LongestLink)].IndexOf((byte)')') is > 0 and var close)
                    line = line[(close + 1)..];
                continue;
            }

            var ticks = line.IndexOfAnyExcept((byte)'`');
            ticks = ticks < 0 ? line.Length : ticks;
            var end = CloseOf(line, ticks);
            if (end < 0)
            {
                line = line[ticks..];
                continue;
            }

            Line(line[ticks..end], target.Inline);
            target.Prose.Write(" "u8);
            line = line[(end + ticks)..];
        }

        Line(line, target.Prose);
    }

    /// <summary>Where the run of backticks that closes the code begun at 0 starts, or -1. Looks at most one line far.</summary>
    private static int CloseOf(ReadOnlySpan<byte> line, int ticks)
    {
        // A line of ever longer, never closed runs must not cost its length squared.
        const int tries = 64;
        var at = ticks;
        for (var i = 0; i < tries; i++)
        {
            var next = line[at..].IndexOf((byte)'`');
            if (next < 0)
                return -1;
            at += next;
            var run = line[at..].IndexOfAnyExcept((byte)'`');
            run = run < 0 ? line.Length - at : run;
            if (run == ticks)
                return at;
            at += run;
        }

        return -1;
    }

    private static int FenceRun(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not ((byte)'`' or (byte)'~'))
            return 0;
        var run = text.IndexOfAnyExcept(text[0]);
        return run < 0 ? text.Length : run;
    }

    private static bool IsIndented(ReadOnlySpan<byte> line) => line[0] == (byte)'\t' || line.StartsWith("    "u8);

    private static void Line(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> block)
    {
        block.Write(line);
        block.Write("\n"u8);
    }
}
