using System.Globalization;

namespace Triage.Training.Network;

/// <summary>Settings of the embedding network; the defaults are the ones that won on the odd-numbered posts.</summary>
public sealed record NetworkOptions
{
    /// <summary>Width of a feature's embedding and of the hidden layer.</summary>
    public int Width { get; init; } = 88;

    /// <summary>How many networks, differing by seed, are averaged.</summary>
    public int Members { get; init; } = 3;

    public int Epochs { get; init; } = 25;

    public int BatchSize { get; init; } = 64;

    /// <summary>Peak of the one-cycle learning rate.</summary>
    public float LearningRate { get; init; } = 3e-3f;

    /// <summary>Least and greatest share of a post's features dropped in a training step.</summary>
    public float FeatureDropout { get; init; } = 0.5f;

    public float FeatureDropoutMost { get; init; } = 0.7f;

    /// <summary>Share of the hidden units dropped in a training step.</summary>
    public float HiddenDropout { get; init; } = 0.3f;

    /// <summary>Share of a code's label spread evenly over all codes.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>Weight of the cross-entropy of inner categories (sums of their codes' probabilities) in the loss.</summary>
    public float InnerLoss { get; init; }

    public float PlatformLoss { get; init; } = 0.3f;

    public float RelevanceLoss { get; init; } = 0.5f;

    /// <summary>Decay of weights toward zero per step, times the learning rate (Loshchilov and Hutter 2019).</summary>
    public float WeightDecay { get; init; }

    /// <summary>Standard deviation of the embeddings before training.</summary>
    public float InitialScale { get; init; } = 0.05f;

    /// <summary>Probability that a post with answers is shown without them in a step.</summary>
    public float QuestionOnly { get; init; } = 0.5f;

    public IReadOnlyDictionary<string, string> ToSettings() =>
        typeof(NetworkOptions).GetProperties()
            .Where(p => p.CanWrite)
            .ToDictionary(p => p.Name, p => string.Create(CultureInfo.InvariantCulture, $"{p.GetValue(this)}"));
}
