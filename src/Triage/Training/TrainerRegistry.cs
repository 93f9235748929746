namespace Triage.Training;

/// <summary>Trainers by name. A project that brings trainers of its own adds them here, so that whoever picks one by name knows no more of it.</summary>
public sealed class TrainerRegistry
{
    private readonly SortedDictionary<string, ITrainer> _trainers = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _trainers.Keys;

    /// <exception cref="ArgumentException">Another trainer has the name.</exception>
    public void Add(ITrainer trainer) => _trainers.Add(trainer.Name, trainer);

    /// <summary>The trainer of this <see cref="ITrainer.Name"/>, or null.</summary>
    public ITrainer? Find(string name) => _trainers.GetValueOrDefault(name);
}
