using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation.Details;
using Triage.Features;
using Triage.Posts;
using Triage.Training;
using Triage.Training.Labels;

namespace Triage.Cli.Inputs;

/// <summary>Coded posts as features, for baselines to look at.</summary>
internal sealed class BaselinePosts
{
    private readonly PostText _text = new();
    private readonly Dictionary<string, FeatureVector> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<CodedPost>> _rows = new(StringComparer.Ordinal);

    public TermTable Terms { get; private set; } = new();

    public IReadOnlyDictionary<string, FeatureVector> Features => _features;

    /// <summary>Takes a post as it is read.</summary>
    public void Add(Post post, IReadOnlyList<CodedPost> rows)
    {
        _text.Set(post);
        _features[post.Id] = Featurizer.Collect(_text, Terms);
        _rows[post.Id] = rows;
    }

    /// <summary>Takes a corpus, which has cut its posts into features already.</summary>
    public void Add(Corpus corpus)
    {
        Terms = corpus.Terms;
        foreach (var post in corpus.Posts)
        {
            _features[post.Id] = post.Row.Full;
            _rows[post.Id] = post.Codes;
        }
    }

    /// <summary>The posts that have a code: that with most of their coders' weight.</summary>
    public IReadOnlyList<KnownPost> Coded(Codebook codebook)
    {
        var policy = new CoderPolicy();
        return
        [
            .. from entry in _rows
               let label = PostLabel.Merge(entry.Value, codebook, policy)
               where label.Codes.Count > 0
               select new KnownPost(entry.Key, _features[entry.Key], label.Codes.MaxBy(mass => mass.Mass).Code),
        ];
    }
}
