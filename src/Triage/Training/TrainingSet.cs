namespace Triage.Training;

/// <summary>Rows over a vocabulary of <paramref name="Features"/> terms (ids 1..Features) and the labels' space.</summary>
public sealed record TrainingSet(IReadOnlyList<TrainingRow> Rows, int Features, LabelSpace Labels);
