namespace Triage.Evaluation.Details;

/// <summary>What a report shows beside the figures of <see cref="EvaluationReport"/>.</summary>
public sealed record EvaluationDetails
{
    public IReadOnlyList<Slice> Slices { get; init; } = [];

    public IReadOnlyList<CodeDecisions> Decisions { get; init; } = [];

    public IReadOnlyList<SiblingConfusion> Siblings { get; init; } = [];

    public IReadOnlyList<Baseline> Baselines { get; init; } = [];

    public ModelComparison? Comparison { get; init; }

    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];
}
