using Triage.Training;
using Triage.Training.Network;

namespace Triage.Tests.Training;

public class NetworkTests
{
    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(0.7f, 0.1f)]
    public void Its_gradient_is_that_of_its_loss(float innerLoss, float smoothing)
    {
        var set = Problems.Separable(rowsPerCode: 1);
        var options = new NetworkOptions { Width = 5, InnerLoss = innerLoss, LabelSmoothing = smoothing, InitialScale = 0.7f, PlatformLoss = 0 };
        var network = new EmbeddingNetwork(set.Features, set.Labels, options, new SeededRandom(11));
        var row = set.Rows[2] with { Codes = [new LabelMass(2, 0.7f), new LabelMass(4, 0.3f)], Relevance = 0.8f };
        var ids = row.Full.Ids;
        var weights = ids.Select((_, i) => 0.3f + (0.1f * i)).ToArray();
        double Loss() => network.Learn(ids, weights, row, 0, null);

        network.Learn(ids, weights, row, 1, null);
        var table = ids.ToDictionary(id => id, network.Table.GradientOf);
        var heads = new[] { network.Code, network.Relevance }.Select(h => (h.State.Parameters, Gradient: (float[])h.State.Gradient.Clone())).ToList();
        foreach (var id in ids)
        {
            for (var u = 0; u < options.Width; u++)
                Check(network.Table.Values, (id * options.Width) + u, table[id][u], Loss);
        }

        foreach (var (parameters, gradient) in heads)
        {
            for (var i = 0; i < parameters.Length; i++)
                Check(parameters, i, gradient[i], Loss);
        }
    }

    [Fact]
    public void The_platform_head_learns_from_the_hidden_layer_without_shaping_it()
    {
        var set = Problems.Separable(rowsPerCode: 1);
        var row = set.Rows[2] with { Relevance = null };
        var weights = row.Full.Ids.Select(_ => 0.4f).ToArray();
        EmbeddingNetwork Learned(float platformLoss, out Func<double> loss)
        {
            var options = new NetworkOptions { Width = 5, InitialScale = 0.7f, PlatformLoss = platformLoss };
            var network = new EmbeddingNetwork(set.Features, set.Labels, options, new SeededRandom(11));
            network.Learn(row.Full.Ids, weights, row, 1, null);
            loss = () => network.Learn(row.Full.Ids, weights, row, 0, null);
            return network;
        }

        var with = Learned(0.3f, out var loss);
        var without = Learned(0, out _);
        Assert.All(row.Full.Ids, id => Assert.Equal(without.Table.GradientOf(id), with.Table.GradientOf(id)));
        var (parameters, gradient) = with.Platform.State;
        for (var i = 0; i < parameters.Length; i++)
            Check(parameters, i, gradient[i], loss);
    }

    [Fact]
    public void A_separable_problem_is_solved()
    {
        var set = Problems.Separable();
        var trainer = new EmbeddingNetworkTrainer(new NetworkOptions { Width = 32, Epochs = 30, LearningRate = 0.01f, BatchSize = 16 });
        Assert.Equal(1.0, Problems.Accuracy(trainer.Train(set, 1), set), 0.02);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        var set = Problems.Separable();
        var trainer = new EmbeddingNetworkTrainer(new NetworkOptions { Width = 16, Epochs = 3, Members = 2 });
        var (first, second, other) = (trainer.Train(set, 9), trainer.Train(set, 9), trainer.Train(set, 10));
        Assert.Equal(first.Embedding, second.Embedding);
        Assert.Equal(first.Code.Weights, second.Code.Weights);
        Assert.NotEqual(first.Embedding, other.Embedding);
    }

    [Fact]
    public void Members_stand_side_by_side_as_if_trained_alone()
    {
        var set = Problems.Separable();
        var one = new EmbeddingNetworkTrainer(new NetworkOptions { Width = 8, Epochs = 2, Members = 1 }).Train(set, 4);
        var two = new EmbeddingNetworkTrainer(new NetworkOptions { Width = 8, Epochs = 2, Members = 2 }).Train(set, 4);
        for (var id = 0; id <= set.Features; id++)
            Assert.Equal(one.Embedding.AsSpan(id * 8, 8), two.Embedding.AsSpan(id * 16, 8));
        Assert.Equal(one.Code.Bias, two.Code.Bias[..one.Code.Classes]);
    }

    [Fact]
    public void A_cancelled_training_stops()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => new EmbeddingNetworkTrainer().Train(Problems.Separable(), 1, cancel: cancel.Token));
    }

    private static void Check(float[] values, int i, float gradient, Func<double> loss)
    {
        const float step = 2e-3f;
        var at = values[i];
        values[i] = at + step;
        var up = loss();
        values[i] = at - step;
        var down = loss();
        values[i] = at;
        var numeric = (up - down) / (2 * step);
        Assert.True(Math.Abs(numeric - gradient) < 2e-3 + (0.02 * Math.Abs(numeric)), $"parameter {i}: {gradient} where the loss says {numeric}");
    }
}
