namespace Triage.Evaluation;

/// <summary>Precision, recall, F1 and support of one code; <c>Few</c> when its support is under 5.</summary>
public sealed record CodeReport(string Code, ClassFigures Figures, bool Few);

/// <summary>How often posts of one code were given another.</summary>
public sealed record Confusion(string Gold, string Predicted, int Count);

/// <summary>
/// The figures of one evaluation. Keys of <see cref="Figures"/>:
/// <list type="bullet">
/// <item><c>leaf.top1</c>, <c>leaf.top3</c>, <c>leaf.top5</c>: top-k accuracy over codes; <c>leaf.top1OrSecond</c>: the best code is the coder's first or second.</item>
/// <item><c>leaf.kappa</c>, <c>leaf.macroF1</c>: of the best code.</item>
/// <item><c>inner.accuracy</c>: the best code's inner category; <c>inner.summed</c>: the category whose codes have the most probability together.</item>
/// <item><c>platform.accuracy</c>: the best of the model's platform scores, as <c>label</c> prints it; <c>platform.ofCode</c>: the best code's platform.</item>
/// <item><c>relevance.auc</c>: over rows whose relevance is known.</item>
/// <item><c>calibration.ece</c>, <c>calibration.brier</c>, <c>calibration.logLoss</c>: of the code scores.</item>
/// </list>
/// All but <c>relevance.auc</c> rest on the rows with a gold code. Made by <see cref="Compute"/>, written and read by <see cref="MetricsJson"/>.
/// </summary>
public sealed record EvaluationReport
{
    /// <summary>Rows with a gold code.</summary>
    public required int N { get; init; }

    /// <summary>Rows whose relevance is known.</summary>
    public required int RelevanceN { get; init; }

    /// <summary>By key, in the order in which <c>metrics.json</c> has them.</summary>
    public required IReadOnlyList<KeyValuePair<string, Figure>> Figures { get; init; }

    public required IReadOnlyList<CoveragePoint> Coverage { get; init; }

    /// <summary>Coverage and precision at each level of the tree, from the top.</summary>
    public IReadOnlyList<LevelCoverage> Levels { get; init; } = [];

    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>In the order of the codebook; codes that occur neither in gold nor in predictions are left out.</summary>
    public IReadOnlyList<CodeReport> Codes { get; init; } = [];

    /// <summary>Wrong decisions by gold and predicted code, the most frequent first.</summary>
    public IReadOnlyList<Confusion> Confusions { get; init; } = [];

    /// <summary>A figure by its key; undefined when the report lacks it.</summary>
    public Figure this[string key] => Figures.Where(figure => figure.Key == key).Select(figure => figure.Value).DefaultIfEmpty(Figure.Undefined).First();

    /// <summary>Computes all figures with 95 % bootstrap intervals over posts.</summary>
    /// <param name="input">The scored posts.</param>
    /// <param name="resamples">At least 40.</param>
    /// <param name="seed">Same seed, same intervals.</param>
    public static EvaluationReport Compute(EvaluationInput input, int resamples = 1000, int seed = 1)
    {
        var coded = new CodedRows(input);
        var figures = coded.Count == 0 ? [] : coded.Figures(new Bootstrap(coded.Posts, resamples, seed));
        var known = input.Rows.Where(row => row.Relevant is not null).ToList();
        var auc = known.Count == 0 ? Figure.Undefined : new Bootstrap([.. known.Select(row => row.PostId)], resamples, seed)
            .Interval(Roc.AucOf([.. known.Select(row => (double)row.Prediction.Relevance)], [.. known.Select(row => row.Relevant!.Value)]));
        var at = figures.FindIndex(figure => figure.Key.StartsWith("calibration.", StringComparison.Ordinal));
        figures.Insert(Math.Max(at, 0), new("relevance.auc", auc));
        return new EvaluationReport
        {
            N = coded.Count,
            RelevanceN = known.Count,
            Figures = figures,
            Coverage = coded.Count == 0 ? [] : CoverageCurve.Compute(coded.Confidence, coded.Right, new Bootstrap(coded.Posts, resamples, seed)),
            Levels = coded.Count == 0 ? [] : coded.Levels(new Bootstrap(coded.Posts, resamples, seed)),
            Reliability = Calibration.Bins(coded.Confidence, coded.Right),
            Codes = coded.PerCode(),
            Confusions = coded.Confusions(),
        };
    }
}
