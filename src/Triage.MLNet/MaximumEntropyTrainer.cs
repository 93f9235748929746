using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Triage.Training;
using Triage.Training.Linear;

namespace Triage.MLNet;

/// <summary>
/// Maximum entropy (softmax regression) by ML.NET, with the loss and the L2 of <see cref="SoftmaxRegressionTrainer"/>, so that the optimisers can be compared.
/// ML.NET trains on one thread, which makes it repeatable; it is asked to stop between heads only.
/// </summary>
internal abstract class MaximumEntropyTrainer : LinearTrainer
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["l2"] = SoftmaxRegressionTrainer.DefaultL2.ToString(CultureInfo.InvariantCulture),
    };

    /// <param name="ml">Where ML.NET's trainers are.</param>
    /// <param name="rows">How many rows are trained on.</param>
    /// <param name="weight">Sum of their weights.</param>
    protected abstract IEstimator<ITransformer> Estimator(MLContext ml, int rows, double weight);

    protected sealed override float[] Fit(LinearProblem problem, int seed, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        progress?.Report(new TrainingProgress(problem.Stage, 0, double.NaN));
        var ml = new MLContext(seed);
        var rows = MLNetRow.OfEachClass(problem).ToList();
        var estimator = Estimator(ml, rows.Count, rows.Sum(r => (double)r.Weight));
        var fitted = (ISingleFeaturePredictionTransformer<MaximumEntropyModelParameters>)estimator.Fit(MLNetRow.Load(ml, rows, problem));
        VBuffer<float>[]? weights = null;
        fitted.Model.GetWeights(ref weights, out _);
        var solution = new float[problem.Variables];
        foreach (var (c, bias) in fitted.Model.GetBiases().Index())
            problem.Set(solution, c, weights![c].DenseValues(), bias);
        return solution;
    }
}

/// <summary>By stochastic dual coordinate ascent (Shalev-Shwartz and Zhang 2013). ML.NET puts L2 on the bias too, and stops at a duality gap of a tenth of the loss.</summary>
internal sealed class SdcaTrainer : MaximumEntropyTrainer
{
    public override string Name => "mlnet-sdca";

    protected override IEstimator<ITransformer> Estimator(MLContext ml, int rows, double weight) =>
        ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = nameof(MLNetRow.Label),
            FeatureColumnName = nameof(MLNetRow.Features),
            ExampleWeightColumnName = nameof(MLNetRow.Weight),
            NumberOfThreads = 1,
            Shuffle = true,
            L1Regularization = 0,
            // ML.NET divides the loss by the rows, we by their weight.
            L2Regularization = (float)(SoftmaxRegressionTrainer.DefaultL2 * weight / rows),
        });
}

/// <summary>By L-BFGS; solves the very problem of <see cref="SoftmaxRegressionTrainer"/>.</summary>
internal sealed class LbfgsTrainer : MaximumEntropyTrainer
{
    public override string Name => "mlnet-lbfgs";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["iterations"] = SoftmaxRegressionTrainer.DefaultIterations.ToString(CultureInfo.InvariantCulture),
    };

    protected override IEstimator<ITransformer> Estimator(MLContext ml, int rows, double weight) =>
        ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = nameof(MLNetRow.Label),
            FeatureColumnName = nameof(MLNetRow.Features),
            ExampleWeightColumnName = nameof(MLNetRow.Weight),
            NumberOfThreads = 1,
            L1Regularization = 0,
            // ML.NET adds it to the sum of the losses, we to their mean.
            L2Regularization = (float)(SoftmaxRegressionTrainer.DefaultL2 * weight),
            MaximumNumberOfIterations = SoftmaxRegressionTrainer.DefaultIterations,
            // Pairs of vectors as long as the solution: ML.NET's 20 take 800 MB for 60,000 features and 81 codes.
            HistorySize = 6,
            Quiet = true,
        });
}
