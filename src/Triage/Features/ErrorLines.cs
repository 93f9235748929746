using System.Buffers;

namespace Triage.Features;

/// <summary>
/// Picks out the lines that tell of an error: in a long post the one line that says what went wrong drowns among hundreds that do not.
/// </summary>
internal static class ErrorLines
{
    /// <summary>A longer line is a dump, not a message.</summary>
    private const int LongestLine = 400;

    /// <summary>Without the first letter, which may be a capital.</summary>
    private static readonly byte[][] Marks =
    [
        .. new[]
        {
            "rror", "RROR", "xception", "raceback", "ailed", "AILED", "annot", "an't", "ot found", "ndefined", "nable to", "nvalid", "nsupported",
            "atal", "enied", "efused", "ot supported", "issing", "arning", "ssert",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>Appends the error lines of <paramref name="text"/> to <paramref name="target"/>, in order, each once.</summary>
    public static void Collect(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> target)
    {
        var marked = new Spans(stackalloc int[64]);
        foreach (var mark in Marks)
        {
            for (var at = 0; ;)
            {
                var found = text[at..].IndexOf(mark);
                if (found < 0 || !marked.Add(LineStart(text, at + found)))
                    break;
                var end = text[(at + found)..].IndexOf((byte)'\n');
                if (end < 0)
                    break;
                at += found + end + 1;
            }
        }

        foreach (var start in marked.Sorted())
        {
            var end = text[start..].IndexOf((byte)'\n');
            var line = end < 0 ? text[start..] : text.Slice(start, end);
            if (line.Length > LongestLine)
                continue;
            target.Write(line);
            target.Write("\n"u8);
        }
    }

    private static int LineStart(ReadOnlySpan<byte> text, int at) => text[..at].LastIndexOf((byte)'\n') + 1;

    /// <summary>Starts of lines, at most as many as there is room for: a log of nothing but errors says no more in its hundredth line.</summary>
    private ref struct Spans(Span<int> room)
    {
        private readonly Span<int> _room = room;
        private int _count;

        public bool Add(int start)
        {
            if (_room[.._count].Contains(start))
                return true;
            if (_count == _room.Length)
                return false;
            _room[_count++] = start;
            return true;
        }

        public readonly ReadOnlySpan<int> Sorted()
        {
            _room[.._count].Sort();
            return _room[.._count];
        }
    }
}
