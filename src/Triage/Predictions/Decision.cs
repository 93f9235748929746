namespace Triage.Predictions;

/// <summary>What may be done with a prediction.</summary>
public enum Decision
{
    /// <summary>Nothing is sure enough, the post is empty, or it is not about the codebook's subject.</summary>
    Abstain,

    /// <summary>A person should choose, beginning with the first codes.</summary>
    Suggest,

    /// <summary>The fallback node is right often enough (see <see cref="Thresholds.Target"/>) to be given without a person.</summary>
    Accept,
}

/// <summary>A decision, and how deep in the tree the scores are safe.</summary>
/// <param name="Decision">What may be done.</param>
/// <param name="Fallback">Path of the deepest node whose score clears its threshold; empty when not even a top-level node's does.</param>
public sealed record Outcome(Decision Decision, string Fallback);
