using Triage.Codebooks;
using Triage.Features;
using Triage.Onnx;
using Triage.Posts;
using Triage.Predictions;

namespace Triage.Explanations;

/// <summary>Says which terms of a post spoke for and against its best codes. Safe for use from many threads.</summary>
public sealed class Explainer
{
    private readonly TrainedModel _model;
    private readonly Codebook _codebook;
    private readonly TermTable _terms;
    private readonly PlainScorer _scorer;
    private readonly LinearParts _parts;

    /// <param name="model">The weights.</param>
    /// <param name="codebook">The codebook they were trained with.</param>
    public Explainer(TrainedModel model, Codebook codebook)
    {
        (_model, _codebook) = (model, codebook);
        _terms = TermTable.Of(model.Terms.Skip(1));
        _scorer = new PlainScorer(model);
        _parts = new LinearParts(model);
    }

    public Codebook Codebook => _codebook;

    /// <summary>Opens a model file.</summary>
    /// <exception cref="InputException">The file is missing, damaged, foreign, or made for another version of the tokeniser.</exception>
    public static Explainer Open(string path)
    {
        // Opened as for labelling, which refuses what cannot be trusted, before its weights are read.
        using var labeller = Labeller.Open(path);
        return new Explainer(OnnxModelReader.Read(path), labeller.Codebook);
    }

    /// <param name="post">The post, answers included where it has any.</param>
    /// <param name="top">How many of the best codes.</param>
    /// <param name="withPlaces">Whether to look for the places of the terms in the text.</param>
    public Explanation Explain(Post post, int top, bool withPlaces = true)
    {
        var text = PostText.Of(post);
        var features = new Featurizer(_terms).Featurize(text);
        var prediction = _scorer.Score(post.Id, features);
        var (places, texts) = withPlaces ? TermPlaces.Find(text, _terms) : (new Dictionary<int, List<TextSpan>>(), []);
        var active = _parts.Active(features);
        return new Explanation(prediction, [.. prediction.TopCodes(top).Select(Of)], texts);

        CodeExplanation Of(int code)
        {
            var (parts, bias) = _parts.Of(features, active, code);
            var terms = parts.Select((part, k) => (Part: part, Id: features.Ids[k])).OrderByDescending(p => p.Part).ThenBy(p => p.Id).Select(p => Term(p.Id, p.Part, places));
            return new CodeExplanation(_codebook[code].Id, prediction.Code[code], bias + parts.Sum(), bias, [.. terms]);
        }
    }

    private TermWeight Term(int id, double weight, IReadOnlyDictionary<int, List<TextSpan>> places)
    {
        var term = _model.Terms[id];
        return new TermWeight(term[1..], Blocks.Describe(term), weight, places.GetValueOrDefault(id) ?? []);
    }
}
