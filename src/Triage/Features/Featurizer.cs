using Triage.Posts;

namespace Triage.Features;

/// <summary>Turns posts into feature vectors over a fixed vocabulary. Safe to use from many threads: each has its own scratch.</summary>
public sealed class Featurizer(TermTable vocabulary)
{
    [ThreadStatic]
    private static PostText? _text;

    [ThreadStatic]
    private static TermCounts? _counts;

    public TermTable Vocabulary { get; } = vocabulary;

    public FeatureVector Featurize(Post post)
    {
        var text = _text ??= new PostText();
        text.Set(post);
        return Featurize(text);
    }

    public FeatureVector Featurize(PostText text) => Count(text, Vocabulary, grow: false);

    /// <summary>As <see cref="Featurize(PostText)"/>, but every token becomes a feature: unknown ones are added to <paramref name="terms"/>.</summary>
    public static FeatureVector Collect(PostText text, TermTable terms) => Count(text, terms, grow: true);

    private static FeatureVector Count(PostText text, TermTable terms, bool grow)
    {
        var counts = _counts ??= new TermCounts();
        counts.Begin(terms, grow);
        for (var block = 0; block < Blocks.Count; block++)
        {
            var sink = new BlockSink(counts, (Block)block);
            Tokenizer.Tokenize(text[(Block)block], ref sink);
        }

        return counts.ToVector();
    }
}
