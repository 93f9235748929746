using Triage.Onnx;

namespace Triage.Training.Network;

/// <summary>
/// Trains <see cref="NetworkOptions.Members"/> embedding networks with Adam under a one-cycle learning rate (Smith 2018) and sets them side by side.
/// Features are dropped at random in training, so that no single word decides.
/// </summary>
public sealed class EmbeddingNetworkTrainer(NetworkOptions? options = null) : ITrainer
{
    private readonly NetworkOptions _options = options ?? new NetworkOptions();

    public string Name => "network";

    public IReadOnlyDictionary<string, string> Settings => _options.ToSettings();

    public Classifier Train(TrainingSet set, int seed, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var idf = TermWeighting.Idf(set.Rows, set.Features);
        var views = set.Rows.Select(r => View.Of(r, idf)).ToArray();
        var networks = new EmbeddingNetwork[_options.Members];
        for (var member = 0; member < networks.Length; member++)
            networks[member] = TrainOne(set, views, new SeededRandom(seed, member), $"network {member + 1} of {networks.Length}", progress, cancel);
        return Join(set, idf, networks);
    }

    private EmbeddingNetwork TrainOne(
        TrainingSet set, View[] views, SeededRandom random, string stage, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var network = new EmbeddingNetwork(set.Features, set.Labels, _options, random);
        var order = Enumerable.Range(0, views.Length).ToArray();
        var batches = (views.Length + _options.BatchSize - 1) / _options.BatchSize;
        var steps = _options.Epochs * batches;
        var sample = new FeatureSample(_options, random);
        for (var step = 0; step < steps; step++)
        {
            cancel.ThrowIfCancellationRequested();
            var batch = step % batches;
            if (batch == 0)
                random.Shuffle<int>(order);
            var rows = order.AsSpan(batch * _options.BatchSize, Math.Min(_options.BatchSize, order.Length - (batch * _options.BatchSize)));
            var loss = 0.0;
            foreach (var at in rows)
            {
                sample.Draw(views[at]);
                loss += network.Learn(sample.Ids, sample.Weights, views[at].Row, views[at].Row.Weight / rows.Length, random);
            }

            network.Step(Adam.Corrected(OneCycle.Rate(_options.LearningRate, step, steps), step + 1));
            if (batch == batches - 1)
                progress?.Report(new TrainingProgress(stage, (step + 1.0) / steps, loss / rows.Length));
        }

        return network;
    }

    private Classifier Join(TrainingSet set, float[] idf, EmbeddingNetwork[] networks)
    {
        var (width, members) = (_options.Width, networks.Length);
        var embedding = new float[(set.Features + 1) * width * members];
        for (var m = 0; m < members; m++)
        {
            for (var id = 1; id <= set.Features; id++)
                networks[m].Table.Values.AsSpan(id * width, width).CopyTo(embedding.AsSpan(((id * members) + m) * width));
        }

        return new Classifier(
            idf, embedding, width * members, [.. networks.SelectMany(n => n.Bias)], Relu: true, members,
            Join(networks, n => n.Relevance), Join(networks, n => n.Platform), Join(networks, n => n.Code));
    }

    private static Head Join(EmbeddingNetwork[] networks, Func<EmbeddingNetwork, DenseHead> of)
    {
        var heads = networks.Select(n => of(n).ToHead()).ToList();
        return new Head(heads[0].Classes, [.. heads.SelectMany(h => h.Weights)], [.. heads.SelectMany(h => h.Bias)]);
    }
}
