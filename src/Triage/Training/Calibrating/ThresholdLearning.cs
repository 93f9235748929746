using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Training.Calibrating;

/// <summary>
/// Learns from out-of-fold scores how high a node's score must be for it to be right in the target share of cases. A node with few predictions borrows
/// from its level: its precision above a score is estimated as (right + m · level's precision) / (predicted + m), m = 10 pseudo-posts.
/// </summary>
public static class ThresholdLearning
{
    private const double PseudoPosts = 10;

    /// <summary>A threshold above 1 is never reached: the node is not safe at any score.</summary>
    private const double Never = 1.01;

    /// <param name="codebook">The tree.</param>
    /// <param name="scores">Calibrated out-of-fold probabilities over codes, a row a post.</param>
    /// <param name="gold">Right code of each row.</param>
    /// <param name="target">Precision aimed at.</param>
    /// <param name="level">Depth from which a safe node is accepted.</param>
    public static Thresholds Learn(Codebook codebook, IReadOnlyList<float[]> scores, IReadOnlyList<int> gold, double target = 0.9, int level = 2)
    {
        var nodes = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var depth in Decider.AllNodes(codebook).GroupBy(n => n.Depth))
        {
            var levelNodes = depth.ToList();
            var cases = Enumerable.Range(0, scores.Count).Select(i => Best(levelNodes, scores[i], gold[i])).OrderByDescending(c => c.Score).ToList();
            foreach (var node in levelNodes)
                nodes[node.Id] = Threshold(node, cases, target);
        }

        return new Thresholds { Target = target, Level = level, Nodes = nodes };
    }

    private static (Node Node, double Score, bool Right) Best(List<Node> nodes, float[] scores, int gold)
    {
        var best = nodes.Select(n => (Node: n, Score: Decider.Score(n, scores))).MaxBy(n => n.Score);
        return (best.Node, best.Score, best.Node.Codes.Contains(gold));
    }

    /// <summary>The least score at which the cases from there up reach the target.</summary>
    private static double Threshold(Node node, List<(Node Node, double Score, bool Right)> cases, double target)
    {
        double right = 0, predicted = 0, levelRight = 0, level = 0;
        var threshold = Never;
        foreach (var (best, score, isRight) in cases)
        {
            level++;
            levelRight += isRight ? 1 : 0;
            if (best == node)
            {
                predicted++;
                right += isRight ? 1 : 0;
            }

            if ((right + (PseudoPosts * levelRight / level)) / (predicted + PseudoPosts) >= target)
                threshold = score;
        }

        return Math.Min(threshold, Never);
    }
}
