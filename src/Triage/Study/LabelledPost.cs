namespace Triage.Study;

/// <summary>One row that <c>triage label</c> wrote.</summary>
/// <param name="Id">The post.</param>
/// <param name="Relevance">Probability (0..1) that the post is about the codebook's subject.</param>
/// <param name="Codes">The best codes with their scores (0..1, over all codes 1), best first; as many as were asked for.</param>
public sealed record LabelledPost(string Id, double Relevance, IReadOnlyList<ScoredCode> Codes);

/// <summary>A code and its score.</summary>
public readonly record struct ScoredCode(string Code, double Score);
