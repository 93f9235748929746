using System.IO.Enumeration;
using Triage.Codes;
using Triage.Training;
using Triage.Training.Labels;

namespace Triage.Experiments;

/// <summary>What an experiment learns from each post: its label under the experiment's coder weights, its weight, and which text of it is shown.</summary>
internal sealed class TeachingRows
{
    private readonly Corpus _corpus;
    private readonly Experiment _experiment;
    private readonly Dictionary<string, float> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftOut;

    public TeachingRows(Corpus corpus, Experiment experiment)
    {
        (_corpus, _experiment) = (corpus, experiment);
        foreach (var source in corpus.Posts.Select(p => p.Source).Distinct(StringComparer.Ordinal))
            _sources[source] = experiment.Sources.LastOrDefault(s => FileSystemName.MatchesSimpleExpression(s.Files, source, ignoreCase: false))?.Weight ?? 1;
        _leftOut = LeftOut();
    }

    /// <summary>Null when the post is not trained on.</summary>
    public TrainingRow? Of(CorpusPost post)
    {
        var weight = _sources[post.Source];
        if (weight <= 0 || _leftOut.Contains(post.Id))
            return null;
        var heard = post.Codes.Where(c => _experiment.Coders.WeightOf(c.Coder) > 0);
        var label = PostLabel.Merge(heard, _corpus.Codebook, _experiment.Coders);
        if (label.Relevance is null)
            return null;
        var row = post.Row with { Codes = label.Codes, Relevance = label.Relevance, Weight = label.Weight * weight };
        return _experiment.Views switch
        {
            TrainedViews.Full => row with { Question = row.Full },
            TrainedViews.Question => row with { Full = row.Question },
            _ => row,
        };
    }

    /// <summary>Written posts over the number wanted of their code. The order of a code's posts depends on ids and seed alone, so that smaller numbers are parts of larger ones.</summary>
    private HashSet<string> LeftOut()
    {
        if (_experiment.WrittenPerCode is not { } most)
            return [];
        var left = new HashSet<string>(StringComparer.Ordinal);
        var random = new SeededRandom(_experiment.WrittenSeed);
        var written = _corpus.Posts.Where(p => p.IsWritten && _sources[p.Source] > 0 && !Verdict.Is(p.Codes[0].Code));
        foreach (var code in written.GroupBy(p => p.Codes[0].Code, p => p.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var ids = code.Order(StringComparer.Ordinal).ToArray();
            random.Shuffle<string>(ids);
            left.UnionWith(ids.Skip(most));
        }

        return left;
    }
}
