using Triage.Evaluation;
using Triage.Posts;
using Triage.Study;

namespace Triage.Mining;

/// <summary>How many posts of a set its rules find again.</summary>
/// <param name="Set">The set.</param>
/// <param name="Posts">Its posts.</param>
/// <param name="Found">Those that a rule of the set finds.</param>
/// <param name="Share">Found of posts, with a Wilson interval.</param>
/// <param name="ByRule">Posts that each rule of the set finds.</param>
public sealed record SetCheck(string Set, int Posts, int Found, Figure Share, IReadOnlyDictionary<string, int> ByRule);

/// <summary>A post that the rules of its set do not find.</summary>
/// <param name="Set">The set.</param>
/// <param name="Post">The post.</param>
/// <param name="Others">Rules of other sets that find it.</param>
public sealed record MissedPost(string Set, Post Post, IReadOnlyList<MiningRule> Others);

/// <summary>The rules tried on posts whose set is known: what they find again, and what not.</summary>
/// <param name="Sets">Each set that has posts.</param>
/// <param name="Missed">The exceptions.</param>
public sealed record MiningCheck(IReadOnlyList<SetCheck> Sets, IReadOnlyList<MissedPost> Missed)
{
    /// <param name="rules">The rules.</param>
    /// <param name="posts">Posts with their set; a post of two sets comes twice.</param>
    /// <exception cref="InputException">A set has no rules, or there are no posts.</exception>
    public static MiningCheck Of(MiningRules rules, IEnumerable<(string Set, Post Post)> posts)
    {
        var miner = new Miner(rules);
        var counts = new Dictionary<string, (int Posts, int Found)>(StringComparer.Ordinal);
        var byRule = rules.Rules.ToDictionary(rule => rule, _ => 0);
        var missed = new List<MissedPost>();
        foreach (var (set, post) in posts)
        {
            if (!rules.Sets.Contains(set))
                throw new InputException($"the rules have no set '{set}' (they have {string.Join(", ", rules.Sets)})", post.Source, post.Line, "set");
            var held = miner.Match(post);
            var own = held.Where(rule => rule.Set == set).ToList();
            foreach (var rule in own)
                byRule[rule]++;
            if (own.Count == 0)
                missed.Add(new MissedPost(set, post, held));
            var count = counts.GetValueOrDefault(set);
            counts[set] = (count.Posts + 1, count.Found + (own.Count > 0 ? 1 : 0));
        }

        if (counts.Count == 0)
            throw new InputException("there are no posts to check the rules on");
        return new MiningCheck(
            [.. counts.Select(entry => new SetCheck(entry.Key, entry.Value.Posts, entry.Value.Found, Shares.Wilson(entry.Value.Found, entry.Value.Posts),
                byRule.Where(rule => rule.Key.Set == entry.Key).ToDictionary(rule => rule.Key.Id, rule => rule.Value)))],
            missed);
    }
}
