namespace Triage.Features;

/// <summary>The parts of a post that speak with different weight; the same word in two blocks makes two features.</summary>
public enum Block
{
    Title,
    Tags,
    Prose,
    Code,
    InlineCode,
    Answer,
    AnswerCode,

    /// <summary>The lines of prose and code that tell of an error, once more (see <see cref="ErrorLines"/>).</summary>
    Error,
}

/// <summary>
/// The first letter of every term says where its word stood: <c>ptensor</c> is the word "tensor" in prose. Beside the blocks there are words
/// wherever they stood in the question's text, and pairs of neighbouring words.
/// </summary>
public static class Blocks
{
    public const int Count = 8;

    /// <summary>Letter of a word in title, prose or inline code, whichever.</summary>
    public const byte Anywhere = (byte)'y';

    /// <summary>Letter of a pair of neighbouring words in title or prose, joined by a space.</summary>
    public const byte Pair = (byte)'w';

    /// <summary>First byte of every term of a block, by <see cref="Block"/>.</summary>
    public static ReadOnlySpan<byte> Prefix => "tgpciabe"u8;

    /// <summary>What a term's first letter means, in words.</summary>
    public static string Describe(string term)
    {
        ArgumentException.ThrowIfNullOrEmpty(term);
        return (byte)term[0] switch
        {
            Anywhere => "anywhere",
            Pair => "pair",
            var letter when Prefix.IndexOf(letter) is >= 0 and var at => Names[at],
            _ => throw new ArgumentException($"'{term}' does not begin with a block's letter", nameof(term)),
        };
    }

    private static readonly string[] Names = ["title", "tags", "prose", "code", "inline code", "answer", "answer code", "error"];
}
