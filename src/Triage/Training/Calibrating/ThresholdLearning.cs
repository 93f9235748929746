using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Training.Calibrating;

/// <summary>
/// Learns from out-of-fold scores how high a node's score must be for it to be right in the target share of posts. A node with few predictions borrows
/// from its level: its precision above a score is estimated as (right + m · level's precision) / (predicted + m), m = 25 pseudo-posts. The least of many
/// scores that happens to reach an aim is a lucky one, so at each depth the aim itself is raised until thresholds learned on four fifths of the posts
/// come within a standard error of the target on the last fifth.
/// </summary>
public static class ThresholdLearning
{
    private const double PseudoPosts = 25;

    /// <summary>A threshold above 1 is never reached: the node is not safe at any score.</summary>
    private const double Never = 1.01;

    private const int Parts = 5;

    private const double AimStep = 0.01;

    private const double HighestAim = 0.99;

    /// <param name="codebook">The tree.</param>
    /// <param name="scores">Calibrated out-of-fold probabilities over codes.</param>
    /// <param name="gold">Right code of each row.</param>
    /// <param name="posts">Post of each row: however many rows a post has (coders, repeats, with and without answers), it counts once.</param>
    /// <param name="target">Precision aimed at.</param>
    /// <param name="acceptLevel">Depth from which a safe node is accepted.</param>
    public static Thresholds Learn(
        Codebook codebook, IReadOnlyList<float[]> scores, IReadOnlyList<int> gold, IReadOnlyList<string> posts, double target = 0.9, int acceptLevel = 2)
    {
        var rows = posts.CountBy(p => p, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var partOf = PartOf(rows.Keys);
        var cases = Enumerable.Range(0, scores.Count).Select(i => new Case(gold[i], 1.0 / rows[posts[i]], partOf[posts[i]])).ToArray();
        var nodes = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var level in Decider.AllNodes(codebook).GroupBy(n => n.Depth))
        {
            var depth = new Depth([.. level], scores, cases);
            var aim = target;
            while (aim + AimStep <= HighestAim && depth.IsShortHeldOut(aim, target))
                aim += AimStep;
            foreach (var node in depth.Nodes)
                nodes.Add(node.Id, depth.Threshold(node, aim, leftOut: -1));
        }

        return new Thresholds { Target = target, Level = acceptLevel, Nodes = nodes };
    }

    private static Dictionary<string, int> PartOf(IEnumerable<string> posts)
    {
        var ids = posts.Order(StringComparer.Ordinal).ToArray();
        new SeededRandom(1).Shuffle<string>(ids);
        return ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i % Parts, StringComparer.Ordinal);
    }

    /// <param name="Gold">Right code.</param>
    /// <param name="Weight">One over the rows of its post.</param>
    /// <param name="Part">Which fifth of the posts.</param>
    private readonly record struct Case(int Gold, double Weight, int Part);

    /// <summary>One depth of the tree: the best of its nodes for each case, and the cases by descending score of that node.</summary>
    private sealed class Depth
    {
        private readonly Case[] _cases;
        private readonly (Node Node, double Score, bool Right)[] _best;
        private readonly int[] _order;

        public Depth(List<Node> nodes, IReadOnlyList<float[]> scores, Case[] cases)
        {
            (Nodes, _cases) = (nodes, cases);
            _best = [.. cases.Select((c, i) => Of(scores[i], c.Gold))];
            _order = [.. Enumerable.Range(0, cases.Length).OrderByDescending(i => _best[i].Score)];
        }

        public List<Node> Nodes { get; }

        /// <summary>Whether the best nodes over their thresholds are right less often than the target by over a standard error, on posts that the thresholds were not learned on.</summary>
        public bool IsShortHeldOut(double aim, double target)
        {
            double over = 0, right = 0;
            for (var part = 0; part < Parts; part++)
            {
                var thresholds = Nodes.ToDictionary(n => n, n => Threshold(n, aim, part));
                for (var i = 0; i < _cases.Length; i++)
                {
                    if (_cases[i].Part != part || _best[i].Score < thresholds[_best[i].Node])
                        continue;
                    over += _cases[i].Weight;
                    right += _best[i].Right ? _cases[i].Weight : 0;
                }
            }

            return over > 0 && right / over < target - Math.Sqrt(target * (1 - target) / over);
        }

        /// <summary>The least score at which the cases from there up, but those of one part, reach the aim.</summary>
        public double Threshold(Node node, double aim, int leftOut)
        {
            double right = 0, predicted = 0, levelRight = 0, level = 0;
            var threshold = Never;
            foreach (var i in _order)
            {
                var weight = _cases[i].Weight;
                if (_cases[i].Part == leftOut)
                    continue;
                var (best, score, isRight) = _best[i];
                level += weight;
                levelRight += isRight ? weight : 0;
                if (best == node)
                {
                    predicted += weight;
                    right += isRight ? weight : 0;
                }

                if ((right + (PseudoPosts * levelRight / level)) / (predicted + PseudoPosts) >= aim)
                    threshold = score;
            }

            return Math.Min(threshold, Never);
        }

        private (Node Node, double Score, bool Right) Of(float[] scores, int gold)
        {
            var best = Nodes.Select(n => (Node: n, Score: Decider.Score(n, scores))).MaxBy(n => n.Score);
            return (best.Node, best.Score, best.Node.Codes.Contains(gold));
        }
    }
}
