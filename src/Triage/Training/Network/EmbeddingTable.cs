using System.Numerics.Tensors;

namespace Triage.Training.Network;

/// <summary>
/// Embeddings of the features, with gradients only for the rows that a batch touches: a step costs what the batch holds, not what the vocabulary does.
/// </summary>
internal sealed class EmbeddingTable
{
    private readonly int _width;
    private readonly Adam _adam;
    private readonly int[] _slotOf;
    private readonly List<int> _touched = [];
    private float[] _gradient = new float[4096];

    public EmbeddingTable(int features, int width, float scale, SeededRandom random)
    {
        _width = width;
        Values = new float[(features + 1) * width];
        for (var i = width; i < Values.Length; i++)
            Values[i] = scale * random.NextNormal();
        _adam = new Adam(Values.Length);
        _slotOf = new int[features + 1];
    }

    /// <summary>Row-major [features + 1, width]; row 0 (padding) is zero.</summary>
    public float[] Values { get; }

    /// <summary>hidden += Σ weight_k · row(id_k).</summary>
    public void AddRows(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, Span<float> hidden)
    {
        for (var k = 0; k < ids.Length; k++)
            TensorPrimitives.MultiplyAdd(Values.AsSpan(ids[k] * _width, _width), weights[k], hidden, hidden);
    }

    public void AddGradient(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<float> hiddenSlope)
    {
        for (var k = 0; k < ids.Length; k++)
        {
            var at = Slot(ids[k]);
            TensorPrimitives.MultiplyAdd(hiddenSlope, weights[k], at, at);
        }
    }

    public void Step(float rate, float decay)
    {
        for (var slot = 0; slot < _touched.Count; slot++)
        {
            var id = _touched[slot];
            _adam.Step(Values.AsSpan(id * _width, _width), id * _width, _gradient.AsSpan(slot * _width, _width), rate, decay);
            _slotOf[id] = 0;
        }

        _touched.Clear();
    }

    /// <summary>Gradient of a row since the last step, for gradient checks; zeros when untouched.</summary>
    internal float[] GradientOf(int id) =>
        _slotOf[id] == 0 ? new float[_width] : _gradient.AsSpan((_slotOf[id] - 1) * _width, _width).ToArray();

    private Span<float> Slot(int id)
    {
        if (_slotOf[id] == 0)
        {
            _touched.Add(id);
            _slotOf[id] = _touched.Count;
            if (_touched.Count * _width > _gradient.Length)
                Array.Resize(ref _gradient, _touched.Count * _width * 2);
        }

        return _gradient.AsSpan((_slotOf[id] - 1) * _width, _width);
    }
}
