using System.Text;
using Triage.Features;

namespace Triage.Explanations;

/// <summary>
/// Finds where in a post's text its features stand, by cutting the text as the featurizer does: each word counts in its block, in title, prose and
/// inline code also anywhere, in title and prose also with its neighbour.
/// </summary>
internal sealed class TermPlaces
{
    private static readonly Dictionary<Block, string> Names =
        Enum.GetValues<Block>().ToDictionary(b => b, b => Blocks.Describe(((char)Blocks.Prefix[(int)b]).ToString()));

    private readonly TermTable _terms;
    private readonly Dictionary<int, List<TextSpan>> _places = [];

    private TermPlaces(TermTable terms) => _terms = terms;

    /// <summary>Places by feature id, in order of blocks and of the text; and the blocks' texts.</summary>
    public static (IReadOnlyDictionary<int, List<TextSpan>> Places, IReadOnlyList<BlockText> Texts) Find(PostText text, TermTable terms)
    {
        var places = new TermPlaces(terms);
        var texts = new List<BlockText>();
        foreach (var (block, name) in Names)
        {
            var utf8 = text[block];
            if (utf8.IsEmpty)
                continue;
            texts.Add(new BlockText(name, Encoding.UTF8.GetString(utf8)));
            var sink = new Sink(places, block, CharsBefore(utf8));
            Tokenizer.Tokenize(utf8, ref sink);
        }

        return (places._places, texts);
    }

    /// <summary>How many UTF-16 units stand before each byte, and before the end.</summary>
    private static int[] CharsBefore(ReadOnlySpan<byte> utf8)
    {
        var before = new int[utf8.Length + 1];
        var chars = 0;
        for (var at = 0; at < utf8.Length;)
        {
            Rune.DecodeFromUtf8(utf8[at..], out var rune, out var length);
            before.AsSpan(at, length).Fill(chars);
            chars += rune.Utf16SequenceLength;
            at += length;
        }

        before[^1] = chars;
        return before;
    }

    private void Add(byte prefix, ReadOnlySpan<byte> token, TextSpan span)
    {
        var id = _terms.Find(prefix, token);
        if (id == 0)
            return;
        if (!_places.TryGetValue(id, out var spans))
            _places.Add(id, spans = []);
        if (!spans.Contains(span))
            spans.Add(span);
    }

    /// <summary>Takes a block's tokens as <c>Features.BlockSink</c> does; a test holds the two together.</summary>
    private struct Sink(TermPlaces places, Block block, int[] charsBefore) : ITokenSink
    {
        private readonly bool _anywhere = block is Block.Title or Block.Prose or Block.InlineCode;
        private readonly bool _pairs = block is Block.Title or Block.Prose;
        private byte[] _previous = [];
        private (int Start, int End) _place;

        public void Token(ReadOnlySpan<byte> token, int start, int length)
        {
            places.Add(Blocks.Prefix[(int)block], token, Span(start, start + length));
            if (_anywhere)
                places.Add(Blocks.Anywhere, token, Span(start, start + length));
            if (_pairs)
                Pair(token, start, start + length);
        }

        private void Pair(ReadOnlySpan<byte> token, int start, int end)
        {
            if (token.IndexOfAny("._-#"u8) >= 0)
            {
                _previous = [];
                return;
            }

            // A word and its own part are neighbours too: neither needs to end where the pair does.
            if (_previous.Length > 0)
                places.Add(Blocks.Pair, [.. _previous, (byte)' ', .. token], Span(Math.Min(start, _place.Start), Math.Max(end, _place.End)));
            (_previous, _place) = (token.ToArray(), (start, end));
        }

        private readonly TextSpan Span(int start, int end) => new(Names[block], charsBefore[start], charsBefore[end] - charsBefore[start]);
    }
}
