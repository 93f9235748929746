using Triage.Codebooks;
using Triage.Evaluation;

namespace Triage.Predictions;

/// <summary>Turns scores into decisions: accept, suggest or abstain, and the deepest node of the tree that is still safe.</summary>
public sealed class Decider(Codebook codebook, Thresholds thresholds)
{
    /// <summary>The nodes of each depth, deepest first.</summary>
    private readonly List<Node[]> _depths = [.. AllNodes(codebook).GroupBy(n => n.Depth).OrderByDescending(g => g.Key).Select(g => g.ToArray())];

    /// <param name="prediction">Scores of a post.</param>
    /// <param name="isEmpty">Whether the post holds no text: then its scores mean nothing.</param>
    public Outcome Decide(Prediction prediction, bool isEmpty = false)
    {
        if (isEmpty || prediction.Relevance < thresholds.Relevance)
            return new Outcome(Decision.Abstain, "");
        if (Safe(prediction.Code) is not { } safe)
            return new Outcome(Decision.Abstain, "");
        var accept = (safe.Depth >= thresholds.Level || safe.Children.Count == 0)
            && !codebook[Ranking.Best(prediction.Code)].NeverAccept && !codebook[safe.Codes.MaxBy(c => prediction.Code[c])].NeverAccept;
        return new Outcome(accept ? Decision.Accept : Decision.Suggest, safe.Id);
    }

    /// <summary>Score of a node: the sum over its codes.</summary>
    public static double Score(Node node, IReadOnlyList<float> codes)
    {
        var sum = 0.0;
        foreach (var code in node.Codes)
            sum += codes[code];
        return sum;
    }

    /// <summary>All nodes of the tree, parents before children.</summary>
    public static IEnumerable<Node> AllNodes(Codebook codebook)
    {
        var open = new Stack<Node>(codebook.TopLevel.Reverse());
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse())
                open.Push(child);
        }
    }

    /// <summary>
    /// The deepest node over its threshold. At each depth only the node with the highest score can be it, for so the thresholds were learned: another
    /// with a low threshold must not stand in for a better one that misses its own.
    /// </summary>
    private Node? Safe(float[] codes)
    {
        foreach (var nodes in _depths)
        {
            var best = nodes.Select(n => (Node: n, Score: Score(n, codes))).MaxBy(n => n.Score);
            if (thresholds.Nodes.TryGetValue(best.Node.Id, out var threshold) && best.Score >= threshold)
                return best.Node;
        }

        return null;
    }
}
