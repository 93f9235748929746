using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Training.Calibrating;

/// <summary>
/// Learns from out-of-fold scores how high a node's score must be for it to be right in the target share of posts. A node with few predictions borrows
/// from its level: its precision above a score is estimated as (right + m · level's precision) / (predicted + m), m = 25 pseudo-posts. The least of many
/// scores that happens to reach an aim is a lucky one, so the aim itself is raised until thresholds learned on four fifths of the posts reach the
/// target on the last fifth.
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
    /// <param name="level">Depth from which a safe node is accepted.</param>
    public static Thresholds Learn(
        Codebook codebook, IReadOnlyList<float[]> scores, IReadOnlyList<int> gold, IReadOnlyList<string> posts, double target = 0.9, int level = 2)
    {
        var rows = posts.CountBy(p => p, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var partOf = PartOf(rows.Keys);
        var cases = Enumerable.Range(0, scores.Count).Select(i => new Case(gold[i], 1.0 / rows[posts[i]], partOf[posts[i]], !codebook[Best(scores[i])].NeverAccept)).ToArray();
        var depths = Decider.AllNodes(codebook).GroupBy(n => n.Depth).OrderByDescending(g => g.Key).Select(g => new Depth([.. g], scores, cases)).ToList();
        var aim = target;
        while (aim + AimStep <= HighestAim && HeldOut(depths, cases, aim, level) < target)
            aim += AimStep;
        var nodes = new SortedDictionary<string, double>(Fit(depths, aim, leftOut: -1), StringComparer.Ordinal);
        return new Thresholds { Target = target, Level = level, Nodes = nodes };
    }

    /// <summary>Precision of what is accepted, at the node given, on posts that the thresholds were not learned on; 1 when nothing is accepted.</summary>
    private static double HeldOut(List<Depth> depths, Case[] cases, double aim, int level)
    {
        double accepted = 0, right = 0;
        for (var part = 0; part < Parts; part++)
        {
            var thresholds = Fit(depths, aim, part);
            for (var i = 0; i < cases.Length; i++)
            {
                if (cases[i].Part != part || !cases[i].MayAccept)
                    continue;
                var safe = depths.Select(d => d.Best[i]).FirstOrDefault(b => b.Score >= thresholds[b.Node.Id]);
                if (safe.Node is null || (safe.Node.Depth < level && safe.Node.Children.Count > 0))
                    continue;
                accepted += cases[i].Weight;
                right += safe.Right ? cases[i].Weight : 0;
            }
        }

        return accepted > 0 ? right / accepted : 1;
    }

    private static Dictionary<string, double> Fit(List<Depth> depths, double aim, int leftOut) =>
        depths.SelectMany(d => d.Nodes.Select(n => (n.Id, Threshold: d.Threshold(n, aim, leftOut)))).ToDictionary(t => t.Id, t => t.Threshold, StringComparer.Ordinal);

    private static Dictionary<string, int> PartOf(IEnumerable<string> posts)
    {
        var ids = posts.Order(StringComparer.Ordinal).ToArray();
        new SeededRandom(1).Shuffle<string>(ids);
        return ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i % Parts, StringComparer.Ordinal);
    }

    private static int Best(float[] scores) => Evaluation.Ranking.Best(scores);

    /// <param name="Gold">Right code.</param>
    /// <param name="Weight">One over the rows of its post.</param>
    /// <param name="Part">Which fifth of the posts.</param>
    /// <param name="MayAccept">Whether the best code is one that may be accepted at all.</param>
    private readonly record struct Case(int Gold, double Weight, int Part, bool MayAccept);

    /// <summary>One depth of the tree: the best of its nodes for each case, and the cases by descending score of that node.</summary>
    private sealed class Depth
    {
        private readonly Case[] _cases;
        private readonly int[] _order;

        public Depth(List<Node> nodes, IReadOnlyList<float[]> scores, Case[] cases)
        {
            (Nodes, _cases) = (nodes, cases);
            Best = [.. cases.Select((c, i) => Of(scores[i], c.Gold))];
            _order = [.. Enumerable.Range(0, cases.Length).OrderByDescending(i => Best[i].Score)];
        }

        public List<Node> Nodes { get; }

        public (Node Node, double Score, bool Right)[] Best { get; }

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
                var (best, score, isRight) = Best[i];
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
