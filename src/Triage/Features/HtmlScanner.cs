using System.Buffers;
using System.Net;
using System.Text;

namespace Triage.Features;

/// <summary>
/// Takes the text out of a post's HTML in one pass, without a tree: <c>pre</c> is code, <c>code</c> outside it inline code, the rest prose.
/// Linear in the length of the input whatever it holds; malformed HTML never throws: a '&lt;' that opens no tag is text,
/// a tag that never ends ends with the input, as browsers have it.
/// </summary>
public static class HtmlScanner
{
    private const int LongestEntity = 32;

    /// <summary>Whether a body of unknown format is HTML: it holds a tag that people's Markdown rarely does.</summary>
    public static bool LooksLikeHtml(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("</p>"u8) >= 0 || utf8.IndexOf("<p>"u8) >= 0 || utf8.IndexOf("</pre>"u8) >= 0
        || utf8.IndexOf("</code>"u8) >= 0 || utf8.IndexOf("</div>"u8) >= 0;

    internal static void Scan(ReadOnlySpan<byte> html, TextTarget target)
    {
        int pre = 0, code = 0, at = 0;
        var quotes = new Quotes();
        while (at < html.Length)
        {
            var next = html[at..].IndexOf((byte)'<');
            var block = pre > 0 ? target.Code : code > 0 ? target.Inline : target.Prose;
            Text(next < 0 ? html[at..] : html.Slice(at, next), block);
            if (next < 0)
                return;
            at += next;
            var end = TagEnd(html, at, ref quotes, out var name, out var closing);
            if (end < 0)
            {
                block.Write("<"u8);
                at++;
                continue;
            }

            at = end;
            if (Is(name, "pre"u8))
            {
                pre = Math.Max(0, pre + (closing ? -1 : 1));
                TextTarget.Break(target.Code);
                TextTarget.Break(target.Prose);
            }
            else if (Is(name, "code"u8))
            {
                code = Math.Max(0, code + (closing ? -1 : 1));
                if (pre == 0)
                {
                    TextTarget.Break(target.Inline);
                    Space(target.Prose);
                }
            }
            else if (!closing && (Is(name, "script"u8) || Is(name, "style"u8)))
            {
                at = SkipRaw(html, at, name);
            }
            else if (!KeepsWordsTogether(name))
            {
                TextTarget.Break(block);
            }
        }
    }

    /// <summary>End of the tag that begins at <paramref name="start"/>, or -1 when this '&lt;' begins none.</summary>
    private static int TagEnd(ReadOnlySpan<byte> html, int start, ref Quotes quotes, out ReadOnlySpan<byte> name, out bool closing)
    {
        name = default;
        closing = false;
        var at = start + 1;
        if (at >= html.Length)
            return -1;
        if (html[at] is (byte)'!' or (byte)'?')
        {
            if (html[at..].StartsWith("!--"u8))
            {
                var close = html[(at + 3)..].IndexOf("-->"u8);
                return close < 0 ? html.Length : at + 3 + close + 3;
            }

            var bang = html[at..].IndexOf((byte)'>');
            return bang < 0 ? html.Length : at + bang + 1;
        }

        closing = html[at] == (byte)'/';
        if (closing)
            at++;
        if (at >= html.Length || !char.IsAsciiLetter((char)html[at]))
            return -1;
        var nameStart = at;
        while (at < html.Length && (char.IsAsciiLetterOrDigit((char)html[at]) || html[at] == (byte)'-'))
            at++;
        name = html[nameStart..at];
        while (at < html.Length)
        {
            var stop = html[at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (stop < 0)
                return html.Length;
            at += stop;
            if (html[at] == (byte)'>')
                return at + 1;
            at = quotes.Skip(html, at);
        }

        return html.Length;
    }

    private static void Text(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> block)
    {
        while (!text.IsEmpty)
        {
            var amp = text.IndexOf((byte)'&');
            if (amp < 0)
            {
                block.Write(text);
                return;
            }

            block.Write(text[..amp]);
            text = text[amp..];
            text = text[Entity(text, block)..];
        }
    }

    /// <summary>Writes what the entity at the start stands for; returns how many bytes it took (1 for a plain '&amp;').</summary>
    private static int Entity(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> block)
    {
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf((byte)';');
        if (end > 1)
        {
            var name = text[1..end];
            var known = name.SequenceEqual("lt"u8) ? "<"u8 : name.SequenceEqual("gt"u8) ? ">"u8
                : name.SequenceEqual("amp"u8) ? "&"u8 : name.SequenceEqual("quot"u8) ? "\""u8 : default;
            if (known.IsEmpty)
            {
                var coded = Encoding.UTF8.GetString(text[..(end + 1)]);
                var plain = WebUtility.HtmlDecode(coded);
                if (plain == coded)
                    end = 0;
                else
                    known = Encoding.UTF8.GetBytes(plain);
            }

            if (end > 0)
            {
                block.Write(known);
                return end + 1;
            }
        }

        block.Write("&"u8);
        return 1;
    }

    private static int SkipRaw(ReadOnlySpan<byte> html, int at, ReadOnlySpan<byte> name)
    {
        while (true)
        {
            var close = html[at..].IndexOf("</"u8);
            if (close < 0)
                return html.Length;
            at += close;
            if (at + 2 + name.Length <= html.Length && Is(html.Slice(at + 2, name.Length), name))
                return at;
            at += 2;
        }
    }

    private static bool KeepsWordsTogether(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => (name[0] | 0x20) is 'a' or 'b' or 'i' or 'u' or 's',
        2 => Is(name, "em"u8),
        3 => Is(name, "kbd"u8) || Is(name, "sub"u8) || Is(name, "sup"u8) || Is(name, "del"u8),
        4 => Is(name, "span"u8),
        6 => Is(name, "strong"u8) || Is(name, "strike"u8),
        _ => false,
    };

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(name, lower);

    private static void Space(ArrayBufferWriter<byte> block) => block.Write(" "u8);

    /// <summary>Quoted attribute values, which may hold '&gt;'. Remembers that no closing quote is left, so that many open ones cost no more than one.</summary>
    private struct Quotes
    {
        private bool _noDouble;
        private bool _noSingle;

        public int Skip(ReadOnlySpan<byte> html, int at)
        {
            var quote = html[at];
            var isDouble = quote == (byte)'"';
            if (isDouble ? _noDouble : _noSingle)
                return at + 1;
            var close = html[(at + 1)..].IndexOf(quote);
            if (close >= 0)
                return at + 1 + close + 1;
            if (isDouble)
                _noDouble = true;
            else
                _noSingle = true;
            return at + 1;
        }
    }
}
