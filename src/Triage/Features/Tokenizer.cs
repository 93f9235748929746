using System.Buffers;
using System.Text;

namespace Triage.Features;

/// <summary>
/// Cuts the text of technical posts into tokens. Words are lower-cased by Unicode's simple rules, without culture.
/// An identifier is kept whole and split: <c>tf.saved_model.loader</c> gives itself, <c>.loader</c>, <c>saved_model</c>, <c>tf</c>, <c>saved</c>,
/// <c>model</c>, <c>loader</c>; <c>TFLiteConverter</c> gives <c>tfliteconverter</c>, <c>tf</c>, <c>lite</c>, <c>converter</c>; <c>model.tflite</c> gives
/// also <c>.tflite</c>; <c>--input_format</c> keeps its dashes beside its words. A version <c>1.15.0</c> gives itself, <c>1.15</c> and <c>#version</c>;
/// numbers of up to four digits stay (status codes, ports), longer ones are <c>#number</c>; words over 48 bytes (hashes, base64) are <c>#long</c>.
/// Works on UTF-8 without allocating; invalid bytes separate words.
/// </summary>
public static class Tokenizer
{
    /// <summary>Goes into the model file; raise it with every change that gives other tokens for the same text.</summary>
    public const int Version = 1;

    private const int LongestWord = 48;
    private const int LongestChunk = 96;
    private const int LongestNumber = 4;

    private static readonly SearchValues<byte> AsciiWord = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);

    /// <summary>Finds the tokens of <paramref name="utf8"/> in order of their ends.</summary>
    public static void Tokenize<TSink>(ReadOnlySpan<byte> utf8, ref TSink sink)
        where TSink : ITokenSink
    {
        Span<byte> lower = stackalloc byte[LongestChunk * 2];
        var at = 0;
        while (at < utf8.Length)
        {
            var length = WordLength(utf8, at);
            if (length == 0)
            {
                at += SkipLength(utf8[at..]);
                continue;
            }

            var start = at;
            at += length;
            var words = 1;
            while (at + 1 < utf8.Length && utf8[at] is (byte)'.' or (byte)'-' && (length = WordLength(utf8, at + 1)) > 0)
            {
                at += 1 + length;
                words++;
            }

            Chunk(utf8, start, at, words, lower, ref sink);
        }
    }

    private static void Chunk<TSink>(scoped ReadOnlySpan<byte> utf8, int start, int end, int words, scoped Span<byte> lower, ref TSink sink)
        where TSink : ITokenSink
    {
        var chunk = utf8[start..end];
        if (words == 1)
        {
            Word(chunk, start, lower, ref sink);
            Flag(utf8, start, end, lower, ref sink);
            return;
        }

        if (Numbers.IsVersion(chunk))
        {
            sink.Token(chunk[..Math.Min(chunk.Length, LongestWord)], start, end - start);
            if (Numbers.MajorMinor(chunk) is > 0 and var cut && cut < chunk.Length)
                sink.Token(chunk[..cut], start, end - start);
            sink.Token("#version"u8, start, end - start);
            return;
        }

        if (chunk.Length <= LongestChunk)
        {
            var whole = Casing.Lower(chunk, lower);
            sink.Token(whole, start, end - start);
            var dot = whole.LastIndexOf((byte)'.');
            if (dot >= 0 && whole.Length - dot is > 2 and <= LongestWord && char.IsAsciiLetter((char)whole[dot + 1]))
                sink.Token(whole[dot..], start, end - start);
        }

        for (var at = start; at < end;)
        {
            var length = utf8[at..end].IndexOfAny((byte)'.', (byte)'-');
            length = length < 0 ? end - at : length;
            Word(utf8.Slice(at, length), at, lower, ref sink);
            at += length + 1;
        }

        Flag(utf8, start, end, lower, ref sink);
    }

    /// <summary>A word without dots and dashes: itself, and the parts its underscores and capitals tell.</summary>
    private static void Word<TSink>(scoped ReadOnlySpan<byte> word, int start, scoped Span<byte> lower, ref TSink sink)
        where TSink : ITokenSink
    {
        if (Numbers.IsNumber(word))
        {
            if (word.Length is > 1 and <= LongestNumber)
                sink.Token(word, start, word.Length);
            else if (word.Length > LongestNumber)
                sink.Token("#number"u8, start, word.Length);
            return;
        }

        if (word.Length > LongestWord)
        {
            sink.Token("#long"u8, start, word.Length);
            return;
        }

        if (word.Length > 1)
            sink.Token(Casing.Lower(word, lower), start, word.Length);
        for (var at = 0; at < word.Length;)
        {
            var length = Casing.PartLength(word[at..]);
            var part = word.Slice(at, length).Trim((byte)'_');
            if (part.Length > 1 && part.Length < word.Length && !Numbers.IsNumber(part))
                sink.Token(Casing.Lower(part, lower), start + at, length);
            at += length;
        }
    }

    /// <summary>A command-line flag, <c>--name</c>, beside the words of its name.</summary>
    private static void Flag<TSink>(scoped ReadOnlySpan<byte> utf8, int start, int end, scoped Span<byte> lower, ref TSink sink)
        where TSink : ITokenSink
    {
        if (start < 2 || end - start > LongestWord || utf8[start - 1] != (byte)'-' || utf8[start - 2] != (byte)'-')
            return;
        if (start > 2 && utf8[start - 3] == (byte)'-')
            return;
        var name = Casing.Lower(utf8[start..end], lower[2..]);
        lower[0] = lower[1] = (byte)'-';
        sink.Token(lower[..(name.Length + 2)], start - 2, end - start + 2);
    }

    /// <summary>Bytes of the run of letters, digits and underscores that begins at <paramref name="at"/>; 0 when there is none.</summary>
    private static int WordLength(ReadOnlySpan<byte> utf8, int at)
    {
        var start = at;
        while (at < utf8.Length)
        {
            if (AsciiWord.Contains(utf8[at]))
            {
                var run = utf8[at..].IndexOfAnyExcept(AsciiWord);
                at += run < 0 ? utf8.Length - at : run;
            }
            else if (utf8[at] < 0x80
                || Rune.DecodeFromUtf8(utf8[at..], out var rune, out var length) != OperationStatus.Done
                || !Rune.IsLetterOrDigit(rune))
            {
                break;
            }
            else
            {
                at += length;
            }
        }

        return at - start;
    }

    /// <summary>Bytes up to where a word could begin.</summary>
    private static int SkipLength(ReadOnlySpan<byte> utf8)
    {
        if (utf8[0] < 0x80)
            return 1;
        Rune.DecodeFromUtf8(utf8, out _, out var length);
        return Math.Max(1, length);
    }
}
