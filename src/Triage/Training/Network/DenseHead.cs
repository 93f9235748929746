using System.Numerics.Tensors;
using Triage.Onnx;

namespace Triage.Training.Network;

/// <summary>A linear layer from the hidden units to the scores of one head, with its gradients and moments.</summary>
internal sealed class DenseHead
{
    private readonly int _width;
    private readonly int _classes;
    private readonly float[] _parameters;
    private readonly float[] _gradient;
    private readonly Adam _adam;

    public DenseHead(int width, int classes, SeededRandom random)
    {
        (_width, _classes) = (width, classes);
        _parameters = new float[(width + 1) * classes];
        _gradient = new float[_parameters.Length];
        _adam = new Adam(_parameters.Length);
        var scale = MathF.Sqrt(2f / (width + classes));
        for (var i = 0; i < width * classes; i++)
            _parameters[i] = scale * random.NextNormal();
    }

    public int Classes => _classes;

    /// <summary>scores = bias + Σ h_u · W_u over the active units.</summary>
    public void Forward(ReadOnlySpan<float> hidden, ReadOnlySpan<int> active, Span<float> scores)
    {
        _parameters.AsSpan(_width * _classes).CopyTo(scores);
        foreach (var unit in active)
            TensorPrimitives.MultiplyAdd(_parameters.AsSpan(unit * _classes, _classes), hidden[unit], scores, scores);
    }

    /// <summary>Adds this head's part of the loss's gradient by the active hidden units and by its own parameters.</summary>
    public void Backward(ReadOnlySpan<float> hidden, ReadOnlySpan<int> active, ReadOnlySpan<float> slope, Span<float> hiddenSlope)
    {
        foreach (var unit in active)
            hiddenSlope[unit] += TensorPrimitives.Dot(_parameters.AsSpan(unit * _classes, _classes), slope);
        BackwardToSelf(hidden, active, slope);
    }

    /// <summary>Adds the gradient by this head's parameters alone: the head learns, the hidden units are left to the others.</summary>
    public void BackwardToSelf(ReadOnlySpan<float> hidden, ReadOnlySpan<int> active, ReadOnlySpan<float> slope)
    {
        foreach (var unit in active)
        {
            var at = _gradient.AsSpan(unit * _classes, _classes);
            TensorPrimitives.MultiplyAdd(slope, hidden[unit], at, at);
        }

        var bias = _gradient.AsSpan(_width * _classes);
        TensorPrimitives.Add(bias, slope, bias);
    }

    public void Step(float rate) => _adam.Step(_parameters, 0, _gradient, rate);

    public Head ToHead() => new(_classes, _parameters[..(_width * _classes)], _parameters[(_width * _classes)..]);

    /// <summary>For gradient checks.</summary>
    internal (float[] Parameters, float[] Gradient) State => (_parameters, _gradient);
}
