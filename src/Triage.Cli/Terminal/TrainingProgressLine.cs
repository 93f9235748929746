using Triage.Training;

namespace Triage.Cli.Terminal;

/// <summary>Shows how far a trainer is.</summary>
internal sealed class TrainingProgressLine : IProgress<TrainingProgress>, IProgress<double>, IDisposable
{
    private readonly ProgressLine _line = new();

    public void Report(TrainingProgress value) => _line.Report(value.Stage, value.Done);

    public void Report(double value) => _line.Report("cross-validation", value);

    public void Dispose() => _line.Dispose();
}
