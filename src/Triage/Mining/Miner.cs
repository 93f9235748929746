using System.Text;
using Triage.Features;
using Triage.Posts;

namespace Triage.Mining;

/// <summary>A post that rules found.</summary>
/// <param name="Post">The post.</param>
/// <param name="Rules">Every rule that holds for it, in the order of the file; at least one.</param>
public sealed record Candidate(Post Post, IReadOnlyList<MiningRule> Rules)
{
    /// <summary>The sets that it is a candidate for.</summary>
    public IEnumerable<string> Sets => Rules.Select(rule => rule.Set).Distinct();
}

/// <summary>
/// Finds candidate questions, step 2 of the study (Chen et al., ESEC/FSE 2020, section 3). Posts stream through; the text of a post is taken apart only when a rule's tags fit,
/// so a whole dump costs little more than its reading. Not safe for use by several threads at once.
/// </summary>
public sealed class Miner(MiningRules rules)
{
    private readonly PostText _text = new();
    private readonly int[] _found = new int[rules.Rules.Count];

    public MiningRules Rules => rules;

    /// <summary>Posts seen so far.</summary>
    public long Seen { get; private set; }

    /// <summary>Posts that each rule has found so far.</summary>
    public IReadOnlyList<int> Found => _found;

    /// <summary>The candidates among posts, in their order.</summary>
    public IEnumerable<Candidate> Mine(IEnumerable<Post> posts)
    {
        foreach (var post in posts)
        {
            if (Match(post) is { Count: > 0 } held)
                yield return new Candidate(post, held);
        }
    }

    /// <summary>The rules that hold for a post.</summary>
    public IReadOnlyList<MiningRule> Match(Post post)
    {
        Seen++;
        string? text = null;
        var held = new List<MiningRule>();
        for (var i = 0; i < rules.Rules.Count; i++)
        {
            if (!rules.Rules[i].Holds(post.Tags, () => text ??= TextOf(post)))
                continue;
            held.Add(rules.Rules[i]);
            _found[i]++;
        }

        return held;
    }

    /// <summary>Title and body without code, blocks and inline; answers do not count.</summary>
    private string TextOf(Post post)
    {
        _text.Set(post.WithoutAnswers());
        return Encoding.UTF8.GetString(_text[Block.Title]) + Encoding.UTF8.GetString(_text[Block.Prose]);
    }
}
