namespace Triage.Features;

/// <summary>Counts the tokens of one block, and of title and prose also the words anywhere and the pairs of neighbours.</summary>
internal struct BlockSink(TermCounts counts, Block block) : ITokenSink
{
    private readonly byte _prefix = Blocks.Prefix[(int)block];
    private readonly bool _anywhere = block is Block.Title or Block.Prose or Block.InlineCode;
    private readonly bool _pairs = block is Block.Title or Block.Prose;
    private readonly byte[] _pair = counts.Pair;
    private int _previous = 0;

    public void Token(ReadOnlySpan<byte> token, int start, int length)
    {
        counts.Add(_prefix, token);
        if (_anywhere)
            counts.Add(Blocks.Anywhere, token);
        if (_pairs)
            CountPair(token);
    }

    /// <summary>Keeps "previous token" in front of the pair buffer; only words of letters and digits make pairs.</summary>
    private void CountPair(ReadOnlySpan<byte> token)
    {
        if (token.IndexOfAny("._-#"u8) >= 0)
        {
            _previous = 0;
            return;
        }

        if (_previous > 0)
        {
            _pair[_previous] = (byte)' ';
            token.CopyTo(_pair.AsSpan(_previous + 1));
            counts.Add(Blocks.Pair, _pair.AsSpan(0, _previous + 1 + token.Length));
        }

        token.CopyTo(_pair);
        _previous = token.Length;
    }
}
