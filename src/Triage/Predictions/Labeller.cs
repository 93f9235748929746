using System.Collections.Concurrent;
using Triage.Codebooks;
using Triage.Features;
using Triage.Onnx;
using Triage.Posts;

namespace Triage.Predictions;

/// <summary>
/// A model file ready to label posts: text, features, ONNX Runtime and decisions in one. Safe for use from many threads at once.
/// </summary>
public sealed class Labeller : IDisposable
{
    private const int MostPosts = 64;

    /// <summary>Characters of text after which a batch is closed, so that a few huge posts do not fill the memory.</summary>
    private const int MostText = 1 << 20;

    private readonly Featurizer _featurizer;
    private readonly Decider _decider;
    private readonly ConcurrentBag<PostText> _texts = [];

    private Labeller(TriageModel model)
    {
        Model = model;
        Codebook = CodebookYaml.Parse(model.Metadata[ModelMetadata.Codebook], model.Name);
        if (Codebook.Count != model.Codes || Codebook.TopLevel.Count != model.Platforms)
            throw new InputException($"the codebook has {Codebook.Count} codes under {Codebook.TopLevel.Count} top-level nodes, the graph scores {model.Codes} and {model.Platforms}; train the model again", model.Name, field: ModelMetadata.Codebook);
        Thresholds = Thresholds.FromJson(model.Metadata[ModelMetadata.Thresholds], model.Name);
        _featurizer = new Featurizer(TermTable.Of(model.Terms.Skip(1)));
        _decider = new Decider(Codebook, Thresholds);
    }

    public TriageModel Model { get; }

    /// <summary>The codebook the model was trained with.</summary>
    public Codebook Codebook { get; }

    public Thresholds Thresholds { get; }

    /// <summary>Opens a model file.</summary>
    /// <exception cref="InputException">The file is missing, damaged, foreign, incomplete, or of another version of format or tokeniser.</exception>
    public static Labeller Open(string path) => Open(TriageModel.Open(path, Tokenizer.Version));

    /// <param name="bytes">A whole model file.</param>
    /// <param name="name">How to call it in messages.</param>
    /// <exception cref="InputException">As for <see cref="Open(string)"/>.</exception>
    public static Labeller Open(byte[] bytes, string name) => Open(TriageModel.Open(bytes, name, Tokenizer.Version));

    /// <summary>Labels a few posts, in their order, on the calling thread.</summary>
    public IReadOnlyList<LabelRow> Label(IReadOnlyList<Post> posts)
    {
        var text = _texts.TryTake(out var rented) ? rented : new PostText();
        var empty = new bool[posts.Count];
        var batch = new (string, FeatureVector)[posts.Count];
        for (var i = 0; i < batch.Length; i++)
        {
            text.Set(posts[i]);
            empty[i] = IsEmpty(text);
            batch[i] = (posts[i].Id, _featurizer.Featurize(text));
        }

        _texts.Add(text);
        return [.. Model.Score(batch).Select((p, i) => new LabelRow(posts[i], p, _decider.Decide(p, empty[i])))];
    }

    /// <summary>Labels a stream of posts of any length: rows come in the order of the posts, and few posts are in memory at a time.</summary>
    /// <param name="posts">Read on the calling thread.</param>
    /// <param name="threads">How many batches are scored at a time, at least 1.</param>
    /// <param name="cancel">Stops between batches.</param>
    public IEnumerable<LabelRow> Label(IEnumerable<Post> posts, int threads, CancellationToken cancel = default)
    {
        var window = new Queue<Task<IReadOnlyList<LabelRow>>>();
        try
        {
            foreach (var batch in Batches(posts))
            {
                cancel.ThrowIfCancellationRequested();
                window.Enqueue(Task.Run(() => Label(batch), cancel));
                if (window.Count <= threads)
                    continue;
                foreach (var row in window.Dequeue().GetAwaiter().GetResult())
                    yield return row;
            }

            while (window.TryDequeue(out var task))
            {
                foreach (var row in task.GetAwaiter().GetResult())
                    yield return row;
            }
        }
        finally
        {
            // The model must not be closed under a batch that is still being scored.
            Task.WhenAll(window).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    public void Dispose() => Model.Dispose();

    /// <summary>Whether the question says nothing at all; tags alone do not count.</summary>
    private static bool IsEmpty(PostText text) =>
        IsBlank(text[Block.Title]) && IsBlank(text[Block.Prose]) && IsBlank(text[Block.Code]) && IsBlank(text[Block.InlineCode]);

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8).IsEmpty;

    private static IEnumerable<List<Post>> Batches(IEnumerable<Post> posts)
    {
        var (batch, text) = (new List<Post>(), 0L);
        foreach (var post in posts)
        {
            batch.Add(post);
            text += post.Body.Length + post.Answers.Sum(a => (long)a.Body.Length);
            if (batch.Count < MostPosts && text < MostText)
                continue;
            yield return batch;
            (batch, text) = ([], 0);
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private static Labeller Open(TriageModel model)
    {
        try
        {
            return new Labeller(model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
