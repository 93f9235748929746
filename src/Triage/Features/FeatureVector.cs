namespace Triage.Features;

/// <summary>A post as the model sees it: feature ids, ascending and unique, with how often each occurs.</summary>
/// <param name="Ids">Ids from 1 up (0 is padding).</param>
/// <param name="Counts">Occurrences, same length as <paramref name="Ids"/>, each at least 1.</param>
public sealed record FeatureVector(int[] Ids, float[] Counts);
