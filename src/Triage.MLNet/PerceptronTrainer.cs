using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Triage.Training;
using Triage.Training.Linear;

namespace Triage.MLNet;

/// <summary>
/// Averaged perceptrons (Freund and Schapire 1999), one a class against all others, by ML.NET, which gives them no weights of rows:
/// each row counts once, for its heaviest class. Their margins are no log-odds; the temperature that calibration fits scales them.
/// </summary>
internal sealed class PerceptronTrainer : LinearTrainer
{
    private const int Passes = 10;

    public override string Name => "mlnet-averaged-perceptron";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["passes"] = Passes.ToString(CultureInfo.InvariantCulture),
    };

    protected override float[] Fit(LinearProblem problem, int seed, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var rows = MLNetRow.OfHeaviest(problem).ToList();
        var solution = new float[problem.Variables];
        // Of two classes, one says all: the other's margin stays 0.
        for (var c = problem.Classes == 2 ? 1 : 0; c < problem.Classes; c++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new TrainingProgress(problem.Stage, (double)c / problem.Classes, double.NaN));
            foreach (var row in rows)
                row.IsOfClass = row.Label == c;
            var ml = new MLContext(seed);
            var fitted = ml.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options
            {
                LabelColumnName = nameof(MLNetRow.IsOfClass),
                FeatureColumnName = nameof(MLNetRow.Features),
                NumberOfIterations = Passes,
            }).Fit(MLNetRow.Load(ml, rows, problem));
            problem.Set(solution, c, fitted.Model.Weights, fitted.Model.Bias);
        }

        return solution;
    }
}
