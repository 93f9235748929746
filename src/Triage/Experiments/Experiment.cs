using System.Globalization;
using Triage.Training;
using Triage.Training.Labels;
using Triage.Training.Linear;
using Triage.Training.Network;

namespace Triage.Experiments;

/// <summary>Which of a post's two texts a model learns from; every model is scored on both.</summary>
public enum TrainedViews
{
    /// <summary>With and without its answers, as the trainer sees fit.</summary>
    Both,

    /// <summary>With its answers.</summary>
    Full,

    /// <summary>The question alone.</summary>
    Question,
}

/// <summary>Weight of the posts of some files.</summary>
/// <param name="Files">File name with <c>*</c> and <c>?</c>.</param>
/// <param name="Weight">At least 0; 0 leaves them out of training (not out of scoring).</param>
public sealed record SourceWeight(string Files, float Weight);

/// <summary>A named way of making models, to be compared with others on the same folds. Read from YAML by <see cref="ExperimentFile"/>.</summary>
public sealed record Experiment
{
    /// <summary>Letters, digits, dots and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>What is tried and why, for the table.</summary>
    public string Note { get; init; } = "";

    /// <summary><c>network</c> or <c>softmax</c>.</summary>
    public string Trainer { get; init; } = "network";

    /// <summary>Settings of the trainer <c>network</c>.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>L2 of the trainer <c>softmax</c>.</summary>
    public double L2 { get; init; } = SoftmaxRegressionTrainer.DefaultL2;

    /// <summary>As <see cref="Recipe.LeastPosts"/>; null for the product's own.</summary>
    public int? LeastPosts { get; init; }

    /// <summary>As <see cref="Recipe.MostFeatures"/>; null for the product's own.</summary>
    public int? MostFeatures { get; init; }

    /// <summary>How coders are weighed; a coder of weight 0 is not listened to.</summary>
    public CoderPolicy Coders { get; init; } = new();

    /// <summary>Weights by file, on top of those of the coders; where several fit a file, the last one holds.</summary>
    public IReadOnlyList<SourceWeight> Sources { get; init; } = [];

    /// <summary>Most written posts of each code that are trained on, chosen at random; null for all. Written posts without a code (near misses) all stay.</summary>
    public int? WrittenPerCode { get; init; }

    /// <summary>Seed of that choice; with the same seed a smaller number is a part of a larger one.</summary>
    public int WrittenSeed { get; init; } = 1;

    public TrainedViews Views { get; init; }

    public Recipe ToRecipe()
    {
        var recipe = new Recipe(Trainer == "softmax" ? new SoftmaxRegressionTrainer(L2) : new EmbeddingNetworkTrainer(Network));
        return recipe with { LeastPosts = LeastPosts ?? recipe.LeastPosts, MostFeatures = MostFeatures ?? recipe.MostFeatures };
    }

    /// <summary>Everything that decides what is learned, by name: two experiments with equal settings give equal scores.</summary>
    public IReadOnlyDictionary<string, string> Settings()
    {
        var recipe = ToRecipe();
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["trainer"] = recipe.Trainer.Name,
            ["features.least_posts"] = Text(recipe.LeastPosts),
            ["features.most"] = Text(recipe.MostFeatures),
            ["second_share"] = string.Join(' ', Coders.SecondShare.Select(s => Text(s))),
            ["sources"] = string.Join(", ", Sources.Select(s => $"{s.Files} {Text(s.Weight)}")),
            ["written.per_code"] = WrittenPerCode is { } most ? Text(most) : "all",
            ["views"] = Views.ToString().ToLowerInvariant(),
        };
        if (WrittenPerCode is not null)
            settings["written.seed"] = Text(WrittenSeed);
        foreach (var (name, value) in recipe.Trainer.Settings)
            settings[$"{recipe.Trainer.Name}.{name}"] = value;
        foreach (var (coder, weight) in Coders.Weights)
            settings[$"coders.{coder}"] = Text(weight);
        return settings;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
