using Triage.Predictions;

namespace Triage.Explanations;

/// <summary>Why a post got its scores.</summary>
/// <param name="Prediction">What the model says of the post.</param>
/// <param name="Codes">One for each of the best codes, best first.</param>
/// <param name="Texts">The post's text by block, which the spans point into; blocks without text are left out.</param>
public sealed record Explanation(Prediction Prediction, IReadOnlyList<CodeExplanation> Codes, IReadOnlyList<BlockText> Texts);

/// <summary>The text of one block, without markup, as a page shows it.</summary>
public sealed record BlockText(string Block, string Text);

/// <summary>
/// What spoke for and against one code. All weights are in the same unit: how far (in nats) they push the code's score above the mean of the other
/// codes' scores; <see cref="Bias"/> and the weights of all terms add up to <see cref="Total"/>.
/// </summary>
/// <param name="Code">The code's id.</param>
/// <param name="Score">Its probability.</param>
/// <param name="Total">
/// Its score less the mean of the others', before the softmax and divided by the head's temperature; of a model of several networks, the mean of theirs.
/// </param>
/// <param name="Bias">The part that no term has: what the model holds of every post in which the same units are active.</param>
/// <param name="Terms">All known terms of the post, the strongest for the code first, the strongest against it last.</param>
public sealed record CodeExplanation(string Code, float Score, double Total, double Bias, IReadOnlyList<TermWeight> Terms)
{
    /// <summary>The strongest terms either way, still in order of weight.</summary>
    /// <param name="count">How many at most for the code, and how many against it.</param>
    public IEnumerable<TermWeight> Strongest(int count) => Terms.Where(t => t.Weight > 0).Take(count).Concat(Terms.Where(t => t.Weight < 0).TakeLast(count));

    /// <summary>Sum of the weights of each block's terms, the largest first.</summary>
    public IReadOnlyList<(string Block, double Weight)> Blocks() =>
        [.. Terms.GroupBy(t => t.Block, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(t => t.Weight))).OrderByDescending(b => b.Item2).ThenBy(b => b.Key, StringComparer.Ordinal)];
}

/// <summary>A term of a post and what it did for a code.</summary>
/// <param name="Term">The word, or two words, without the block's letter.</param>
/// <param name="Block">Where it stood: a block's name, <c>anywhere</c> or <c>pair</c> (see <see cref="Features.Blocks.Describe"/>).</param>
/// <param name="Weight">Above 0 for the code, below 0 against it.</param>
/// <param name="Spans">Where in the post's text; empty when places were not asked for.</param>
public sealed record TermWeight(string Term, string Block, double Weight, IReadOnlyList<TextSpan> Spans);

/// <summary>A place in the text of a block, in UTF-16 units.</summary>
public readonly record struct TextSpan(string Block, int Start, int Length);
