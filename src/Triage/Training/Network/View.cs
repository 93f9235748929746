namespace Triage.Training.Network;

/// <summary>A training row's features with their weights, with and without the answers.</summary>
internal sealed record View(TrainingRow Row, float[] Full, float[] Question)
{
    public static View Of(TrainingRow row, float[] idf)
    {
        var full = TermWeighting.Weigh(row.Full, idf);
        return new View(row, full, ReferenceEquals(row.Full, row.Question) ? full : TermWeighting.Weigh(row.Question, idf));
    }
}
