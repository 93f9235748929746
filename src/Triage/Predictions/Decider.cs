using Triage.Codebooks;

namespace Triage.Predictions;

/// <summary>Turns scores into decisions: accept, suggest or abstain, and the deepest node of the tree that is still safe.</summary>
public sealed class Decider(Codebook codebook, Thresholds thresholds)
{
    private readonly List<(Node Node, double Threshold)> _nodes =
    [
        .. AllNodes(codebook).Where(n => thresholds.Nodes.ContainsKey(n.Id)).OrderByDescending(n => n.Depth).Select(n => (n, thresholds.Nodes[n.Id])),
    ];

    /// <param name="prediction">Scores of a post.</param>
    /// <param name="isEmpty">Whether the post holds no text: then its scores mean nothing.</param>
    public Outcome Decide(Prediction prediction, bool isEmpty = false)
    {
        if (isEmpty || prediction.Relevance < thresholds.Relevance)
            return new Outcome(Decision.Abstain, "");
        if (Safe(prediction.Code) is not { } safe)
            return new Outcome(Decision.Abstain, "");
        var best = prediction.Code.AsSpan().IndexOf(prediction.Code.Max());
        var accept = (safe.Depth >= thresholds.Level || safe.Children.Count == 0) && !codebook[best].NeverAccept;
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

    /// <summary>The deepest node over its threshold; among those of one depth the one with the highest score.</summary>
    private Node? Safe(float[] codes)
    {
        (Node Node, double Score)? found = null;
        foreach (var (node, threshold) in _nodes)
        {
            if (found is { } deeper && deeper.Node.Depth > node.Depth)
                break;
            var score = Score(node, codes);
            if (score >= threshold && (found is null || score > found.Value.Score))
                found = (node, score);
        }

        return found?.Node;
    }
}
