using System.Buffers;
using System.Text;

namespace Triage.Features;

/// <summary>Upper and lower case in UTF-8 words.</summary>
internal static class Casing
{
    /// <summary>
    /// Lower-cases into <paramref name="buffer"/>, rune by rune, by Unicode's simple invariant mapping.
    /// The buffer must hold 1.5 times the bytes of <paramref name="word"/> (the most that mapping adds).
    /// </summary>
    public static ReadOnlySpan<byte> Lower(ReadOnlySpan<byte> word, Span<byte> buffer)
    {
        if (Ascii.ToLower(word, buffer, out var written) == OperationStatus.Done)
            return buffer[..written];
        written = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var length);
            written += Rune.ToLowerInvariant(rune).EncodeToUtf8(buffer[written..]);
            word = word[length..];
        }

        return buffer[..written];
    }

    /// <summary>
    /// Length of the first part of an identifier: up to an underscore, before a capital that follows a small letter or digit
    /// (<c>load|Model</c>), or before the last of several capitals that a small letter follows (<c>TF|Lite</c>).
    /// </summary>
    public static int PartLength(ReadOnlySpan<byte> word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (word[i] == (byte)'_' && word[i - 1] != (byte)'_')
                return i;
            if (word[i - 1] == (byte)'_' && word[i] != (byte)'_')
            {
                if (!word[..i].TrimStart((byte)'_').IsEmpty)
                    return i;
                continue;
            }

            if (!char.IsAsciiLetterUpper((char)word[i]))
                continue;
            var previous = (char)word[i - 1];
            if (char.IsAsciiLetterLower(previous) || char.IsAsciiDigit(previous))
                return i;
            if (char.IsAsciiLetterUpper(previous) && i + 1 < word.Length && char.IsAsciiLetterLower((char)word[i + 1]))
                return i;
        }

        return word.Length;
    }
}
