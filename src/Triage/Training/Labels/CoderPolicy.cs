namespace Triage.Training.Labels;

/// <summary>How far each coder is believed, and how a coder's doubt is spread.</summary>
public sealed record CoderPolicy
{
    /// <summary>Coder name of posts that were written for training and carry their code with them.</summary>
    public const string Written = "written";

    /// <summary>Coders of this name, or whose name begins with it and a ':', are models.</summary>
    public const string Machine = "model";

    /// <summary>Column of a code file that names the person who accepted a machine's label.</summary>
    public const string AcceptedBy = "accepted_by";

    /// <summary>Weight of a coder's rows in the loss; 1 for coders not named here.</summary>
    public IReadOnlyDictionary<string, float> Weights { get; init; } = new Dictionary<string, float>();

    /// <summary>Share of the label that goes to the runner-up when the coder was sure (3), fairly sure (2), guessed (1), or did not say (0).</summary>
    public IReadOnlyList<float> SecondShare { get; init; } = [0.15f, 0.35f, 0.25f, 0.12f];

    public float WeightOf(string coder) => Weights.GetValueOrDefault(coder, 1f);

    public float ShareOfSecond(int? confidence) => SecondShare[confidence is >= 1 and <= 3 ? confidence.Value : 0];

    public static bool IsMachine(string coder) =>
        coder.Equals(Machine, StringComparison.OrdinalIgnoreCase) || coder.StartsWith(Machine + ":", StringComparison.OrdinalIgnoreCase);
}
