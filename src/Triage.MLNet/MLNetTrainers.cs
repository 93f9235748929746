using Triage.Training;

namespace Triage.MLNet;

/// <summary>ML.NET's linear trainers. What they learn becomes a model file as with any trainer of ours, and no file needs ML.NET to be read.</summary>
public static class MLNetTrainers
{
    public static void AddTo(TrainerRegistry trainers)
    {
        trainers.Add(new SdcaTrainer());
        trainers.Add(new LbfgsTrainer());
        trainers.Add(new PerceptronTrainer());
    }
}
