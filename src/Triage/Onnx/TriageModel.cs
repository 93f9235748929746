using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Triage.Features;
using Triage.Predictions;

namespace Triage.Onnx;

/// <summary>
/// A model file ready to score posts: one ONNX Runtime session and the file's metadata. Safe for use from many threads at
/// once; each call runs on the calling thread alone, so callers decide how many cores to use.
/// </summary>
public sealed class TriageModel : IDisposable
{
    private static readonly string[] Inputs = [OnnxNames.Ids, OnnxNames.Counts];
    private static readonly string[] Outputs = [OnnxNames.Relevance, OnnxNames.Platform, OnnxNames.Code];

    private readonly InferenceSession _session;
    private readonly int _width;
    private readonly RunOptions _runOptions = new();
    private readonly ConcurrentBag<ScoreBuffers> _buffers = [];

    private TriageModel(ModelFile file, InferenceSession session)
    {
        _session = session;
        Name = file.Name;
        Metadata = file.Metadata;
        Terms = file.Terms;
        _width = file.Width;
        Platforms = file.Classes(OnnxNames.Platform);
        Codes = file.Classes(OnnxNames.Code);
    }

    /// <summary>The path it was opened from, or the name its bytes were given.</summary>
    public string Name { get; }

    /// <summary>All of the file's metadata, by the keys of <see cref="ModelMetadata"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>As in <see cref="TrainedModel.Terms"/>: the vocabulary by feature id.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>Length of <see cref="Prediction.Platform"/>.</summary>
    public int Platforms { get; }

    /// <summary>Length of <see cref="Prediction.Code"/>.</summary>
    public int Codes { get; }

    /// <param name="path">The model file.</param>
    /// <param name="tokenizerVersion">Version of the tokeniser that makes the features to be scored; a model of another one is refused.</param>
    /// <exception cref="InputException">The file is missing, damaged, foreign, of another version or incomplete.</exception>
    public static TriageModel Open(string path, int tokenizerVersion) => Open(ModelFile.ReadBytes(path), path, tokenizerVersion);

    /// <param name="bytes">The whole file; not needed any more when the call returns.</param>
    /// <param name="name">How to call it in messages.</param>
    /// <param name="tokenizerVersion">Version of the tokeniser that makes the features to be scored; a model of another one is refused.</param>
    /// <exception cref="InputException">The file is damaged, foreign, of another version or incomplete.</exception>
    public static TriageModel Open(byte[] bytes, string name, int tokenizerVersion)
    {
        var file = ModelFile.Parse(bytes, name);
        file.CheckTokenizer(tokenizerVersion);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            // A pattern is remembered for every shape, and nearly every batch has its own.
            EnableMemoryPattern = false,
            // As fast as with an arena, which would keep the memory of the longest post ever scored.
            EnableCpuMemArena = false,
        };
        try
        {
            return new TriageModel(file, new InferenceSession(bytes, options));
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException($"ONNX Runtime refuses the model ({e.Message}); train the model again with this version", name, inner: e);
        }
    }

    /// <summary>Scores of the posts, in their order.</summary>
    /// <exception cref="ArgumentException">A feature id is not of this model's vocabulary.</exception>
    public IReadOnlyList<Prediction> Score(IReadOnlyList<(string PostId, FeatureVector Features)> batch)
    {
        var predictions = new Prediction[batch.Count];
        var buffers = _buffers.TryTake(out var rented) ? rented : new ScoreBuffers(_width, Platforms, Codes);
        try
        {
            foreach (var part in ScoreBatches.Split(batch, _width))
                Score(batch, part, buffers, predictions);
        }
        finally
        {
            _buffers.Add(buffers);
        }

        return predictions;
    }

    public Prediction Score(string postId, FeatureVector features) => Score([(postId, features)])[0];

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    private void Score(IReadOnlyList<(string PostId, FeatureVector Features)> batch, ReadOnlySpan<int> part, ScoreBuffers buffers, Prediction[] predictions)
    {
        buffers.Fill(batch, part, Terms.Count);
        using var ids = buffers.IdsValue();
        using var counts = buffers.CountsValue();
        using var relevance = buffers.RelevanceValue();
        using var platform = buffers.PlatformValue();
        using var code = buffers.CodeValue();
        _session.Run(_runOptions, Inputs, [ids, counts], Outputs, [relevance, platform, code]);
        for (var n = 0; n < part.Length; n++)
            predictions[part[n]] = buffers.Prediction(n, batch[part[n]].PostId);
    }
}
