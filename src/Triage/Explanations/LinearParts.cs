using Triage.Features;
using Triage.Onnx;

namespace Triage.Explanations;

/// <summary>
/// Takes the score of a code apart. Given which hidden units a post activates, a network with one ReLU layer is linear in its term weights, and the part
/// of a term is exact: weight · Σ over active units of embedding · (head weight of the code − mean of the others'), averaged over the networks of the model.
/// This is gradient times input (Shrikumar et al., Not Just a Black Box, 2016, arXiv:1605.01713), of which Ancona et al. (ICLR 2018) show that it is
/// exact up to the bias for networks that are linear piece by piece. Against the mean of the others, because softmax only knows differences.
/// </summary>
internal sealed class LinearParts
{
    private readonly TrainedModel _model;
    private readonly PlainScorer _scorer;
    private readonly Head _head;
    private readonly int _slice;
    private readonly double[] _sums;

    public LinearParts(TrainedModel model)
    {
        (_model, _head) = (model, model.Code);
        _scorer = new PlainScorer(model);
        _slice = model.Width / model.Members;
        _sums = [.. _head.Weights.Chunk(_head.Classes).Select(row => row.Sum(w => (double)w))];
    }

    /// <summary>Whether each hidden unit lets its input through.</summary>
    public bool[] Active(FeatureVector features) => _model.Relu ? Array.ConvertAll(_scorer.Hidden(features), h => h > 0) : [.. Enumerable.Repeat(true, _model.Width)];

    /// <summary>The part of each of the post's features in a code's score above the mean of the others, and the part of no feature.</summary>
    public (double[] Parts, double Bias) Of(FeatureVector features, bool[] active, int code)
    {
        var direction = new double[_model.Width];
        var bias = 0.0;
        for (var unit = 0; unit < direction.Length; unit++)
        {
            if (!active[unit])
                continue;
            direction[unit] = Scale(AboveOthers(_head.Weights[(unit * _head.Classes) + code], _sums[unit]));
            bias += direction[unit] * _model.HiddenBias[unit];
        }

        for (var member = 0; member < _model.Members; member++)
        {
            var own = _head.Bias.AsSpan(member * _head.Classes, _head.Classes);
            var sum = 0.0;
            foreach (var b in own)
                sum += b;
            bias += Scale(AboveOthers(own[code], sum));
        }

        var parts = _scorer.Weights(features);
        for (var k = 0; k < parts.Length; k++)
        {
            var row = _model.Embedding.AsSpan(features.Ids[k] * _model.Width, _slice * _model.Members);
            var dot = 0.0;
            for (var unit = 0; unit < row.Length; unit++)
                dot += row[unit] * direction[unit];
            parts[k] *= dot;
        }

        return (parts, bias);
    }

    private double AboveOthers(double own, double sum) => _head.Classes == 1 ? own : own - ((sum - own) / (_head.Classes - 1));

    private double Scale(double value) => value / (_model.Members * (double)_head.Temperature);
}
