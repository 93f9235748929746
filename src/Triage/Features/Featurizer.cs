using System.Runtime.InteropServices;
using Triage.Posts;

namespace Triage.Features;

/// <summary>
/// Turns posts into feature vectors over a fixed vocabulary. Safe to use from many threads; each call brings or makes its own scratch.
/// </summary>
public sealed class Featurizer(TermTable vocabulary)
{
    [ThreadStatic]
    private static PostText? _text;

    public TermTable Vocabulary { get; } = vocabulary;

    public FeatureVector Featurize(Post post)
    {
        var text = _text ??= new PostText();
        text.Set(post);
        return Featurize(text);
    }

    public FeatureVector Featurize(PostText text)
    {
        var counts = new Dictionary<int, int>();
        for (var block = 0; block < Blocks.Count; block++)
        {
            var sink = new Counter(Vocabulary, Blocks.Prefix[block], counts, grow: false);
            Tokenizer.Tokenize(text[(Block)block], ref sink);
        }

        return Vector(counts);
    }

    /// <summary>As <see cref="Featurize(PostText)"/>, but every token becomes a feature: unknown ones are added to <paramref name="terms"/>.</summary>
    public static FeatureVector Collect(PostText text, TermTable terms)
    {
        var counts = new Dictionary<int, int>();
        for (var block = 0; block < Blocks.Count; block++)
        {
            var sink = new Counter(terms, Blocks.Prefix[block], counts, grow: true);
            Tokenizer.Tokenize(text[(Block)block], ref sink);
        }

        return Vector(counts);
    }

    private static FeatureVector Vector(Dictionary<int, int> counts)
    {
        var ids = counts.Keys.ToArray();
        Array.Sort(ids);
        return new FeatureVector(ids, Array.ConvertAll(ids, id => (float)counts[id]));
    }

    private readonly struct Counter(TermTable terms, byte prefix, Dictionary<int, int> counts, bool grow) : ITokenSink
    {
        public void Token(ReadOnlySpan<byte> token, int start, int length)
        {
            var id = grow ? terms.Add(prefix, token) : terms.Find(prefix, token);
            if (id != 0)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, id, out _)++;
        }
    }
}
