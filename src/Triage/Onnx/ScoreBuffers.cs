using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Triage.Features;
using Triage.Predictions;

namespace Triage.Onnx;

/// <summary>Memory of one batch, kept between batches; ONNX Runtime reads and writes it in place. For one thread at a time.</summary>
internal sealed class ScoreBuffers(int width, int platforms, int codes)
{
    private readonly float[] _relevance = Pinned<float>(ScoreBatches.MostPosts);
    private readonly float[] _platform = Pinned<float>(ScoreBatches.MostPosts * platforms);
    private readonly float[] _code = Pinned<float>(ScoreBatches.MostPosts * codes);
    private long[] _ids = Pinned<long>(ScoreBatches.MostFeatures(width));
    private float[] _counts = Pinned<float>(ScoreBatches.MostFeatures(width));
    private int _posts;
    private int _length;

    /// <param name="batch">All posts.</param>
    /// <param name="part">Which of them, at most <see cref="ScoreBatches.MostPosts"/>.</param>
    /// <param name="terms">Ids are below this.</param>
    public void Fill(IReadOnlyList<(string PostId, FeatureVector Features)> batch, ReadOnlySpan<int> part, int terms)
    {
        _posts = part.Length;
        _length = 1;
        foreach (var i in part)
            _length = Math.Max(_length, batch[i].Features.Ids.Length);
        if (_posts * _length > _ids.Length)
        {
            _ids = Pinned<long>(_posts * _length);
            _counts = Pinned<float>(_posts * _length);
        }

        for (var n = 0; n < part.Length; n++)
        {
            var (postId, features) = batch[part[n]];
            if (features.Ids.Length != features.Counts.Length)
                throw new ArgumentException($"Post '{postId}' has {features.Ids.Length} feature ids but {features.Counts.Length} counts.");
            var ids = _ids.AsSpan(n * _length, _length);
            for (var k = 0; k < features.Ids.Length; k++)
            {
                var id = features.Ids[k];
                if (id < 1 || id >= terms)
                    throw new ArgumentException($"Post '{postId}' has the feature id {id}; this model knows 1 to {terms - 1}. Make its features with the model's own vocabulary.");
                ids[k] = id;
            }

            ids[features.Ids.Length..].Clear();
            var counts = _counts.AsSpan(n * _length, _length);
            features.Counts.CopyTo(counts);
            counts[features.Counts.Length..].Clear();
        }
    }

    public OrtValue IdsValue() => Value(_ids, TensorElementType.Int64, _posts, _length);

    public OrtValue CountsValue() => Value(_counts, TensorElementType.Float, _posts, _length);

    public OrtValue RelevanceValue() => Value(_relevance, TensorElementType.Float, _posts);

    public OrtValue PlatformValue() => Value(_platform, TensorElementType.Float, _posts, platforms);

    public OrtValue CodeValue() => Value(_code, TensorElementType.Float, _posts, codes);

    public Prediction Prediction(int n, string postId) => new(
        postId,
        _relevance[n],
        _platform.AsSpan(n * platforms, platforms).ToArray(),
        _code.AsSpan(n * codes, codes).ToArray());

    private static T[] Pinned<T>(int length) => GC.AllocateUninitializedArray<T>(length, pinned: true);

    private static unsafe OrtValue Value<T>(T[] pinned, TensorElementType type, params long[] shape)
        where T : unmanaged
    {
        long length = 1;
        foreach (var size in shape)
            length *= size;
        fixed (T* at = pinned)
            return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, (nint)at, length * sizeof(T));
    }
}
