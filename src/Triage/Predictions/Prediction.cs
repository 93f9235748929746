namespace Triage.Predictions;

/// <summary>The calibrated scores of one post, as the model gives them.</summary>
/// <param name="PostId">The post's id.</param>
/// <param name="Relevance">Probability (0..1) that the post is about deployment at all.</param>
/// <param name="Platform">Probability of each top-level node of the codebook, in its order; sums to 1.</param>
/// <param name="Code">Probability of each code, in the codebook's order; sums to 1.</param>
public sealed record Prediction(string PostId, float Relevance, float[] Platform, float[] Code);
