using System.Text.Json;
using Triage.Codebooks;
using Triage.Features;
using Triage.Onnx;
using Triage.Training.Calibrating;

namespace Triage.Training;

/// <summary>What a model build is asked for.</summary>
/// <param name="Recipe">How models are made.</param>
/// <param name="Plan">How the figures are cross-validated; null leaves figures, temperatures and thresholds out.</param>
/// <param name="Seed">Seed of the shipped model's training.</param>
/// <param name="TargetPrecision">Precision that <c>accept</c> aims at.</param>
/// <param name="AcceptLevel">Depth in the tree from which a node is accepted; the codebook's own depth is the upper bound.</param>
public sealed record BuildOptions(Recipe Recipe, CrossValidationPlan? Plan, int Seed = 1, double TargetPrecision = 0.9, int AcceptLevel = 2);

/// <summary>A finished model with the figures that were measured on the way.</summary>
/// <param name="Model">Ready to be written.</param>
/// <param name="Scores">Calibrated out-of-fold scores.</param>
/// <param name="Figures">By coder.</param>
/// <param name="Calibration">Null when nothing was cross-validated.</param>
public sealed record BuiltModel(TrainedModel Model, IReadOnlyList<OutOfFold> Scores, IReadOnlyList<CoderFigures> Figures, CrossFittedCalibration? Calibration);

/// <summary>From a corpus to a model: cross-validate, calibrate on the out-of-fold scores, train on everything, describe.</summary>
public static class ModelBuild
{
    /// <param name="corpus">The coded posts.</param>
    /// <param name="options">What to do.</param>
    /// <param name="report">Which posts the figures are reported on; temperatures and thresholds come from the same posts, cross-fitted where they are reported.</param>
    /// <param name="progress">Stage and share.</param>
    /// <param name="cancel">Stops it; nothing is kept.</param>
    public static BuiltModel Run(
        Corpus corpus, BuildOptions options, Func<CorpusPost, bool> report, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var rows = corpus.Posts.Where(p => p.Row.Relevance is not null).Select(p => p.Row).ToList();
        if (rows.All(r => r.Codes.Count == 0))
            throw new InputException("no post has a code to learn from; give the code files that belong to these posts");
        var scores = options.Plan is null ? [] : CrossValidation.Run(corpus, options.Recipe, options.Plan, Forward(progress, "cross-validation"), cancel);
        var crossFitted = scores.Count == 0 ? null : Calibrate(scores, corpus, options, report);
        var calibration = crossFitted?.Final;
        IReadOnlyList<OutOfFold> calibrated = crossFitted is null ? [] : [.. scores.Select(crossFitted.Apply)];
        var figures = CoderFigures.Of(calibrated, corpus, report, options.Seed);
        var fitted = options.Recipe.Fit(rows, corpus.Terms, corpus.Labels, options.Seed, progress, cancel);
        var classifier = fitted.Classifier;
        if (calibration is not null)
        {
            classifier = classifier with
            {
                Relevance = classifier.Relevance with { Temperature = calibration.Relevance },
                Platform = classifier.Platform with { Temperature = calibration.Platform },
                Code = classifier.Code with { Temperature = calibration.Code },
            };
        }

        var terms = fitted.Selection.Terms(corpus.Terms);
        return new BuiltModel(classifier.ToModel(terms, Metadata(corpus, options, calibration, figures, terms.Length - 1)), calibrated, figures, crossFitted);
    }

    /// <summary>Temperatures and thresholds from the out-of-fold scores of the posts that are reported on, of all when there are none.</summary>
    public static CrossFittedCalibration Calibrate(
        IReadOnlyList<OutOfFold> scores, Corpus corpus, BuildOptions options, Func<CorpusPost, bool> report)
    {
        var reported = scores.Where(s => report(s.Post)).ToList();
        return CrossFittedCalibration.Fit(reported.Count > 0 ? reported : scores, corpus, options.TargetPrecision, options.AcceptLevel);
    }

    private static SortedDictionary<string, string> Metadata(
        Corpus corpus, BuildOptions options, OutOfFoldCalibration? calibration, IReadOnlyList<CoderFigures> figures, int features) => new(StringComparer.Ordinal)
        {
            [ModelMetadata.ProductVersion] = typeof(ModelBuild).Assembly.GetName().Version!.ToString(3),
            [ModelMetadata.TokenizerVersion] = Tokenizer.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [ModelMetadata.Codebook] = CodebookYaml.Write(corpus.Codebook),
            [ModelMetadata.Thresholds] = (calibration?.Thresholds ?? new()).ToJson(),
            [ModelMetadata.Data] = JsonSerializer.Serialize(DataSummary.Of(corpus)),
            [ModelMetadata.Figures] = JsonSerializer.Serialize(figures.ToDictionary(f => f.Coder, FigureTable)),
            [ModelMetadata.Training] = JsonSerializer.Serialize(new
            {
                trainer = options.Recipe.Trainer.Name,
                settings = options.Recipe.Trainer.Settings,
                features,
                seed = options.Seed,
                folds = options.Plan?.Folds,
                repeats = options.Plan?.Repeats,
            }),
        };

    private static Dictionary<string, double[]> FigureTable(CoderFigures figures) =>
        figures.Full.Figures.Where(f => double.IsFinite(f.Value.Value))
            .ToDictionary(f => f.Key, f => new[] { f.Value.Value, f.Value.Low, f.Value.High }.Select(v => Math.Round(v, 4)).ToArray());

    private static Forwarding? Forward(IProgress<TrainingProgress>? progress, string stage) => progress is null ? null : new Forwarding(progress, stage);

    private sealed class Forwarding(IProgress<TrainingProgress> to, string stage) : IProgress<double>
    {
        public void Report(double value) => to.Report(new TrainingProgress(stage, value, double.NaN));
    }
}
