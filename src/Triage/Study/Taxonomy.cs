using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation;

namespace Triage.Study;

/// <summary>A node of the codebook's tree with the posts at and below it.</summary>
/// <param name="Id">Path.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Depth">1 at the top level.</param>
/// <param name="Posts">How many posts; of posts labelled by a model the expected number with its 95 % interval, of coded posts a plain count (interval of no width).</param>
/// <param name="Share">Share (0..1) of the posts of its top-level node, as the study prints it; at the top level the share of all posts with a code.</param>
/// <param name="Children">In the order of the codebook.</param>
public sealed record TaxonomyNode(string Id, string Name, int Depth, Figure Posts, Figure Share, IReadOnlyList<TaxonomyNode> Children)
{
    /// <summary>This node and all below, parents before children.</summary>
    public IEnumerable<TaxonomyNode> Flatten() => Children.SelectMany(child => child.Flatten()).Prepend(this);
}

/// <summary>Where the codes of a taxonomy come from; people's and a model's are never mixed.</summary>
public enum TaxonomySource
{
    /// <summary>People coded the posts.</summary>
    Coded,

    /// <summary>A model labelled the posts.</summary>
    Model,
}

/// <summary>
/// Research question 3, the taxonomy of challenges: the codebook's tree with counts and shares.
/// Source: Chen et al., ESEC/FSE 2020, section 6 (figures 4 to 6). Shares of coded posts have Wilson intervals: the posts are a sample of all questions.
/// </summary>
public sealed record Taxonomy
{
    public required TaxonomySource Source { get; init; }

    /// <summary>Posts that the tree holds; of a model the expected number.</summary>
    public required double Posts { get; init; }

    /// <summary>Posts that the tree does not hold, by why: not-deployment, unclear, pending; of a model also those whose code is not among the listed.</summary>
    public required IReadOnlyDictionary<string, Figure> Outside { get; init; }

    /// <summary>The top level.</summary>
    public required IReadOnlyList<TaxonomyNode> Roots { get; init; }

    /// <summary>How the intervals were made.</summary>
    public required string Intervals { get; init; }

    /// <summary>The taxonomy of posts that people coded.</summary>
    /// <param name="codes">One row a post; the first code counts.</param>
    /// <param name="codebook">The tree.</param>
    /// <exception cref="InputException">A code is of another codebook, or a post has rows of several coders.</exception>
    public static Taxonomy Of(IEnumerable<CodedPost> codes, Codebook codebook)
    {
        var counts = new int[codebook.Count];
        var outside = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var seen = new Dictionary<string, CodedPost>(StringComparer.Ordinal);
        foreach (var row in codes)
        {
            if (!seen.TryAdd(row.PostId, row))
                throw new InputException($"post {row.PostId} is coded by '{seen[row.PostId].Coder}' and again by '{row.Coder}'; name the coder whose codes count", row.Source, row.Line, "coder");
            if (Verdict.Is(row.Code))
                outside[row.Code] = outside.GetValueOrDefault(row.Code) + 1;
            else
                counts[codebook.IndexOf(row.Code) is >= 0 and var index ? index : throw new InputException(UnknownCode.Message(row.Code, codebook), row.Source, row.Line, "code")]++;
        }

        return Of(counts, codebook) with { Outside = outside.ToDictionary(pair => pair.Key, pair => Exactly(pair.Value)) };
    }

    /// <summary>The taxonomy of posts counted by code, in the codebook's order.</summary>
    public static Taxonomy Of(IReadOnlyList<int> counts, Codebook codebook)
    {
        var all = counts.Sum();
        return new Taxonomy
        {
            Source = TaxonomySource.Coded,
            Posts = all,
            Outside = new Dictionary<string, Figure>(),
            Roots = Build(codebook, node => Exactly(Sum(node, counts)), (node, top) => Shares.Wilson(Sum(node, counts), top is null ? all : Sum(top, counts))),
            Intervals = "Wilson score intervals of shares; counts are counts",
        };
    }

    internal static IReadOnlyList<TaxonomyNode> Build(Codebook codebook, Func<Node, Figure> posts, Func<Node, Node?, Figure> share)
    {
        return [.. codebook.TopLevel.Select(top => Make(top, top))];

        TaxonomyNode Make(Node node, Node top) => new(node.Id, node.Name, node.Depth, posts(node), share(node, node == top ? null : top), [.. node.Children.Select(child => Make(child, top))]);
    }

    private static int Sum(Node node, IReadOnlyList<int> counts) => node.Codes.Sum(code => counts[code]);

    private static Figure Exactly(double value) => new(value, value, value);
}
