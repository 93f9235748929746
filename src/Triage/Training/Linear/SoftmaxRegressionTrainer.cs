using System.Globalization;

namespace Triage.Training.Linear;

/// <summary>Softmax regression with L2 by L-BFGS, a regression a head; convex, so the seed does not matter.</summary>
public sealed class SoftmaxRegressionTrainer(double l2 = SoftmaxRegressionTrainer.DefaultL2, int iterations = SoftmaxRegressionTrainer.DefaultIterations) : LinearTrainer
{
    public const double DefaultL2 = 2e-5;

    public const int DefaultIterations = 120;

    public override string Name => "softmax";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["l2"] = l2.ToString(CultureInfo.InvariantCulture),
        ["iterations"] = iterations.ToString(CultureInfo.InvariantCulture),
    };

    protected override float[] Fit(LinearProblem problem, int seed, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var objective = new SoftmaxObjective(problem.Rows, problem.Features, problem.Classes, l2);
        var x = new float[objective.Variables];
        Lbfgs.Minimize(objective.Evaluate, x, tolerance: 1e-6, iterations, (iteration, value) =>
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new TrainingProgress(problem.Stage, (double)iteration / iterations, value));
        });
        return x;
    }
}
