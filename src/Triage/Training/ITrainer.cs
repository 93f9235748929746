namespace Triage.Training;

/// <summary>A way to learn a classifier from rows. Deterministic: the same rows and seed give the same weights on the same kind of processor.</summary>
public interface ITrainer
{
    /// <summary>Name on the command line and in the model card.</summary>
    string Name { get; }

    /// <summary>Settings by name, for the model's metadata.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <exception cref="OperationCanceledException">When <paramref name="cancel"/> was asked for; nothing is kept.</exception>
    Classifier Train(TrainingSet set, int seed, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default);
}

/// <summary>How far a trainer is.</summary>
/// <param name="Stage">What runs, e.g. "network 1 of 3".</param>
/// <param name="Done">0..1 of the stage.</param>
/// <param name="Loss">Mean training loss so far in this pass, in nats.</param>
public readonly record struct TrainingProgress(string Stage, double Done, double Loss);
