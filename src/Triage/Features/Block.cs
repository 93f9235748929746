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
}

/// <summary>What a feature's block is called in its term: <c>p:tensor</c> is the word "tensor" in prose.</summary>
public static class Blocks
{
    public const int Count = 7;

    /// <summary>First byte of every term of the block, by <see cref="Block"/>.</summary>
    public static ReadOnlySpan<byte> Prefix => "tgpciab"u8;

    /// <summary>The block named by a term's first letter.</summary>
    public static Block OfTerm(string term)
    {
        ArgumentException.ThrowIfNullOrEmpty(term);
        var at = Prefix.IndexOf((byte)term[0]);
        return at >= 0 ? (Block)at : throw new ArgumentException($"'{term}' does not begin with a block's letter", nameof(term));
    }
}
