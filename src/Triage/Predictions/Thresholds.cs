using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Predictions;

/// <summary>From which score on a node of the tree is believed, learned on out-of-fold scores; kept in the model file as JSON.</summary>
public sealed record Thresholds
{
    /// <summary>Share of accepted posts whose node at <see cref="Level"/> is right, aimed at, 0..1.</summary>
    public double Target { get; init; } = 0.9;

    /// <summary>Depth in the tree from which a safe node is accepted: 1 platform, 2 inner category, 3 leaf.</summary>
    public int Level { get; init; } = 2;

    /// <summary>Below this relevance a post is taken not to be about the codebook's subject.</summary>
    public double Relevance { get; init; } = 0.5;

    /// <summary>Least score of each node, by path. A node that is not here is never safe.</summary>
    public IReadOnlyDictionary<string, double> Nodes { get; init; } = new Dictionary<string, double>();

    public string ToJson() => JsonSerializer.Serialize(this, ThresholdsJson.Default.Thresholds);

    /// <exception cref="InputException">The text is no such JSON.</exception>
    public static Thresholds FromJson(string json, string? file = null)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ThresholdsJson.Default.Thresholds) ?? new Thresholds();
        }
        catch (JsonException error)
        {
            throw new InputException("the thresholds are damaged; train the model again", file, field: "thresholds", inner: error);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Thresholds))]
internal sealed partial class ThresholdsJson : JsonSerializerContext;
