using System.Numerics.Tensors;

namespace Triage.Training.Network;

/// <summary>
/// hidden = ReLU(bias + Σ weight_k · embedding_k), then a linear head each for codes, platforms and relevance: a bag of embeddings with one hidden layer
/// (in the manner of Iyyer et al., ACL 2015, "deep averaging networks"). The platform head learns from the hidden layer without shaping it, which
/// costs the codes. Gradients add up until <see cref="Step"/>.
/// </summary>
internal sealed class EmbeddingNetwork
{
    private readonly NetworkOptions _options;
    private readonly LabelSpace _labels;
    private readonly float[] _bias;
    private readonly float[] _biasGradient;
    private readonly Adam _biasAdam;
    private readonly float[] _hidden;
    private readonly float[] _hiddenSlope;
    private readonly int[] _active;
    private readonly float[] _scores;
    private readonly float[] _slope;
    private readonly float[] _target;

    public EmbeddingNetwork(int features, LabelSpace labels, NetworkOptions options, SeededRandom random)
    {
        (_options, _labels) = (options, labels);
        var width = options.Width;
        Table = new EmbeddingTable(features, width, options.InitialScale, random);
        Code = new DenseHead(width, labels.Codes, random);
        Platform = new DenseHead(width, labels.Platforms, random);
        Relevance = new DenseHead(width, 1, random);
        (_bias, _biasGradient, _biasAdam) = (new float[width], new float[width], new Adam(width));
        (_hidden, _hiddenSlope, _active) = (new float[width], new float[width], new int[width]);
        var most = Math.Max(labels.Codes, labels.Platforms);
        (_scores, _slope, _target) = (new float[most], new float[most], new float[most]);
    }

    public EmbeddingTable Table { get; }

    public DenseHead Code { get; }

    public DenseHead Platform { get; }

    public DenseHead Relevance { get; }

    public float[] Bias => _bias;

    /// <summary>Adds one row's gradient, scaled by <paramref name="scale"/>; returns its loss, unscaled.</summary>
    /// <param name="ids">Features shown in this step.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="row">The row, for its labels.</param>
    /// <param name="scale">Weight of the row over the size of the batch.</param>
    /// <param name="random">Draws the hidden units to drop; null for none.</param>
    public double Learn(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, TrainingRow row, float scale, SeededRandom? random)
    {
        _bias.CopyTo(_hidden, 0);
        Table.AddRows(ids, weights, _hidden);
        var active = Activate(random);
        _hiddenSlope.AsSpan().Clear();
        var loss = 0.0;
        if (row.Codes.Count > 0)
        {
            loss += LearnCodes(row, active, scale);
            loss += LearnPlatform(row, active, scale);
        }

        if (row.Relevance is { } relevance && _options.RelevanceLoss > 0)
        {
            Span<float> score = _scores.AsSpan(0, 1);
            Relevance.Forward(_hidden, active, score);
            loss += _options.RelevanceLoss * HeadLoss.Binary(score[0], relevance, out var slope);
            Relevance.Backward(_hidden, active, [slope * _options.RelevanceLoss * scale], _hiddenSlope);
        }

        Mask(active, random is null ? 1 : 1 / (1 - _options.HiddenDropout));
        Table.AddGradient(ids, weights, _hiddenSlope);
        TensorPrimitives.Add(_biasGradient, _hiddenSlope, _biasGradient);
        return loss;
    }

    public void Step(float rate)
    {
        Table.Step(rate, rate * _options.WeightDecay);
        _biasAdam.Step(_bias, 0, _biasGradient, rate);
        Code.Step(rate);
        Platform.Step(rate);
        Relevance.Step(rate);
    }

    private double LearnCodes(TrainingRow row, ReadOnlySpan<int> active, float scale)
    {
        var scores = _scores.AsSpan(0, Code.Classes);
        var slope = _slope.AsSpan(0, Code.Classes);
        var target = _target.AsSpan(0, Code.Classes);
        target.Fill(_options.LabelSmoothing / Code.Classes);
        foreach (var label in row.Codes)
            target[label.Code] += label.Mass * (1 - _options.LabelSmoothing);
        Code.Forward(_hidden, active, scores);
        var loss = HeadLoss.Codes(scores, target, _labels, _options.InnerLoss, slope);
        TensorPrimitives.Multiply(slope, scale, slope);
        Code.Backward(_hidden, active, slope, _hiddenSlope);
        return loss;
    }

    private double LearnPlatform(TrainingRow row, ReadOnlySpan<int> active, float scale)
    {
        if (_options.PlatformLoss == 0)
            return 0;
        var scores = _scores.AsSpan(0, Platform.Classes);
        var slope = _slope.AsSpan(0, Platform.Classes);
        var target = _target.AsSpan(0, Platform.Classes);
        target.Clear();
        foreach (var label in row.Codes)
            target[_labels.PlatformOf[label.Code]] += label.Mass;
        Platform.Forward(_hidden, active, scores);
        var loss = Linear.SoftmaxObjective.CrossEntropy(scores, target, slope);
        TensorPrimitives.Multiply(slope, scale * _options.PlatformLoss, slope);
        Platform.BackwardToSelf(_hidden, active, slope);
        return _options.PlatformLoss * loss;
    }

    /// <summary>ReLU and dropout in place; the units left.</summary>
    private ReadOnlySpan<int> Activate(SeededRandom? random)
    {
        var drop = random is null ? 0 : _options.HiddenDropout;
        var count = 0;
        for (var u = 0; u < _hidden.Length; u++)
        {
            // Drawn for every unit, so that the stream of numbers does not depend on rounding.
            var kept = drop == 0 || random!.NextSingle() >= drop;
            if (!kept || _hidden[u] <= 0)
            {
                _hidden[u] = 0;
                continue;
            }

            _hidden[u] /= 1 - drop;
            _active[count++] = u;
        }

        return _active.AsSpan(0, count);
    }

    private void Mask(ReadOnlySpan<int> active, float scale)
    {
        foreach (var unit in active)
            _hiddenSlope[unit] *= scale;
    }
}
