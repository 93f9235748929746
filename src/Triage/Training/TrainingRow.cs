using Triage.Features;

namespace Triage.Training;

/// <summary>One post to learn from.</summary>
/// <param name="PostId">Identity of the post; folds are grouped by it.</param>
/// <param name="Full">Features of everything the post holds.</param>
/// <param name="Question">Features of the question alone; the same object as <paramref name="Full"/> for a post without answers.</param>
/// <param name="Codes">Distribution over codes (sums to 1), or empty for a post that only teaches relevance.</param>
/// <param name="Relevance">How sure it is about deployment, 0..1; null when nobody said.</param>
/// <param name="Weight">Weight of the row in the loss, above 0.</param>
public sealed record TrainingRow(
    string PostId, FeatureVector Full, FeatureVector Question, IReadOnlyList<LabelMass> Codes, float? Relevance, float Weight);

/// <summary>Share of a row's label that goes to one code.</summary>
public readonly record struct LabelMass(int Code, float Mass);
