using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Training.Calibrating;

/// <summary>One judged prediction to learn thresholds from.</summary>
/// <param name="Prediction">Calibrated out-of-fold scores.</param>
/// <param name="Gold">The right code.</param>
/// <param name="Group">Cases of one post are of one group.</param>
public sealed record ThresholdCase(Prediction Prediction, int Gold, int Group);

/// <summary>
/// Learns from out-of-fold scores how high a node's score must be for it to be right in the target share of cases. A node with few predictions borrows
/// from its level: its precision above a score is estimated as (right + m · level's precision) / (predicted + m), m = 30 pseudo-posts.
/// The best of many thresholds looks better than it is, so the target is raised until decisions on cases that the thresholds were not learned on hold it.
/// </summary>
public sealed class ThresholdLearning
{
    private const double PseudoPosts = 30;

    /// <summary>A threshold above 1 is never reached: the node is not safe at any score.</summary>
    private const double Never = 1.01;

    private const double Step = 0.01;
    private const double HighestTarget = 0.99;

    private readonly Codebook _codebook;
    private readonly IReadOnlyList<ThresholdCase> _cases;
    private readonly List<(List<Node> Nodes, List<(int Node, double Score, bool Right, int Group)> Cases)> _levels;

    private ThresholdLearning(Codebook codebook, IReadOnlyList<ThresholdCase> cases)
    {
        (_codebook, _cases) = (codebook, cases);
        _levels =
        [
            .. from depth in Decider.AllNodes(codebook).GroupBy(n => n.Depth)
               let nodes = depth.ToList()
               select (nodes, cases.Select(c => Best(nodes, c)).OrderByDescending(c => c.Score).ToList()),
        ];
    }

    /// <param name="codebook">The tree.</param>
    /// <param name="cases">At least one.</param>
    /// <param name="target">Precision aimed at, 0..1.</param>
    /// <param name="level">Depth from which a safe node is accepted.</param>
    public static Thresholds Learn(Codebook codebook, IReadOnlyList<ThresholdCase> cases, double target = 0.9, int level = 2)
    {
        var learning = new ThresholdLearning(codebook, cases);
        var groups = cases.Select(c => c.Group).Distinct().ToList();
        var aim = target;
        while (aim + Step <= HighestTarget && learning.HeldOutPrecision(groups, aim, level) < target)
            aim += Step;
        return learning.Learn(aim, level, withoutGroup: null) with { Target = target };
    }

    /// <summary>Share of accepted cases that are right at the node given, each decided by thresholds learned without its group; 1 when none is accepted.</summary>
    private double HeldOutPrecision(List<int> groups, double aim, int level)
    {
        int accepted = 0, right = 0;
        foreach (var group in groups)
        {
            var decider = new Decider(_codebook, Learn(aim, level, group) with { Relevance = 0 });
            foreach (var held in _cases.Where(c => c.Group == group))
            {
                var outcome = decider.Decide(held.Prediction);
                if (outcome.Decision != Decision.Accept)
                    continue;
                accepted++;
                right += _codebook.Find(outcome.Fallback)!.Codes.Contains(held.Gold) ? 1 : 0;
            }
        }

        return accepted == 0 ? 1 : (double)right / accepted;
    }

    private Thresholds Learn(double aim, int level, int? withoutGroup)
    {
        var thresholds = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (nodes, cases) in _levels)
        {
            var learned = Level(nodes.Count, withoutGroup is { } group ? cases.Where(c => c.Group != group) : cases, aim);
            for (var n = 0; n < nodes.Count; n++)
                thresholds[nodes[n].Id] = learned[n];
        }

        return new Thresholds { Target = aim, Level = level, Nodes = thresholds };
    }

    /// <summary>For each node of a level the least score down to which its estimated precision holds the aim; cases come by falling score.</summary>
    private static double[] Level(int nodes, IEnumerable<(int Node, double Score, bool Right, int Group)> cases, double aim)
    {
        var (right, predicted, learned) = (new double[nodes], new double[nodes], new double[nodes]);
        Array.Fill(learned, Never);
        double levelRight = 0, level = 0;
        foreach (var (node, score, isRight, _) in cases)
        {
            level++;
            predicted[node]++;
            if (isRight)
            {
                levelRight++;
                right[node]++;
            }

            var borrowed = PseudoPosts * levelRight / level;
            for (var n = 0; n < nodes; n++)
            {
                if (right[n] + borrowed >= aim * (predicted[n] + PseudoPosts))
                    learned[n] = score;
            }
        }

        return learned;
    }

    private static (int Node, double Score, bool Right, int Group) Best(List<Node> nodes, ThresholdCase threshold)
    {
        var (best, score) = (0, double.NegativeInfinity);
        for (var n = 0; n < nodes.Count; n++)
        {
            if (Decider.Score(nodes[n], threshold.Prediction.Code) is var s && s > score)
                (best, score) = (n, s);
        }

        return (best, score, nodes[best].Codes.Contains(threshold.Gold), threshold.Group);
    }
}
