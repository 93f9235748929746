using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Triage.Cli.Inputs;
using Triage.Cli.Reports;
using Triage.Cli.Terminal;
using Triage.Codebooks;
using Triage.Evaluation;
using Triage.Predictions;
using Triage.Training;

namespace Triage.Cli.Verbs;

/// <summary><c>triage evaluate</c>: how well a model, or a way of making models, agrees with a coder.</summary>
internal sealed class EvaluateVerb
{
    private const int Top = 5;

    private readonly CorpusOptions _corpus = new();
    private readonly RecipeOptions _recipe = new();
    private readonly ReportedPosts _reported = new();
    private readonly Option<string?> _model = new("--model") { Description = "Model file to measure; without it models are cross-validated. Figures on posts that it was trained on flatter.", HelpName = "FILE" };
    private readonly Option<int?> _folds = new Option<int?>("--folds") { Description = "Parts of the cross-validation [default: 5].", HelpName = "N" }.AtLeast(2);
    private readonly Option<int?> _repeats = new Option<int?>("--repeats") { Description = "How many times the posts are split anew [default: 3].", HelpName = "N" }.AtLeast(1);
    private readonly Option<string> _output = new("--output", "-o") { Description = "Folder for metrics.json, predictions.csv and report.html; made when missing.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _coder = new("--coder") { Description = "Whose codes are right; by default the coder with the most rows.", HelpName = "NAME" };
    private readonly Option<bool> _withoutAnswers = new("--without-answers") { Description = "Score the questions without their answers." };
    private readonly Option<double?> _gate = new Option<double?>("--gate") { Description = "Fail when a figure falls under this share of the baseline's, e.g. 0.95.", HelpName = "SHARE" }.Between(0.01, 1);
    private readonly Option<string?> _baseline = new("--baseline") { Description = "The metrics.json to compare with.", HelpName = "FILE" };

    public static Verb Create() => new EvaluateVerb().Verb();

    private Verb Verb()
    {
        var verb = new Verb(
            "evaluate", "Measures a model file, or the training itself by cross-validation, against a coder.",
            "triage evaluate --posts posts.jsonl --codes codes.csv --model models/triage.onnx --output figures",
            "triage evaluate --posts questions/ written/ --codes data/codes --folds 5 --repeats 3 --coder reader-1 --report-on even --output figures",
            "triage evaluate --posts posts.jsonl --codes codes.csv --model new.onnx --output figures --gate 0.95 --baseline last/metrics.json")
        {
            _model, _folds, _repeats, _output, _coder, _withoutAnswers, _gate, _baseline,
        };
        _corpus.AddTo(verb);
        _recipe.AddTo(verb);
        _reported.AddTo(verb);
        verb.Validators.Add(result =>
        {
            if (result.IsGiven(_model) && (result.IsGiven(_folds) || result.IsGiven(_repeats)))
                result.AddError("--model measures a file, --folds and --repeats cross-validate; give one or the other");
            if (result.IsGiven(_model) && _corpus.NamesCodebook(result))
                result.AddError("--codebook is for cross-validation; a model file has its own");
            if (result.IsGiven(_gate) != result.IsGiven(_baseline))
                result.AddError("--gate and --baseline need each other");
        });
        return verb.Does(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var folder = parsed.GetValue(_output)!;
        var previous = parsed.GetValue(_baseline) is { } baseline ? MetricsJson.ReadFigures(TextFile.Read(baseline), baseline) : null;
        var target = new ReportFolder(folder);
        var reported = _reported.Read(parsed);
        var withoutAnswers = parsed.GetValue(_withoutAnswers);
        var (posts, codebook, how) = parsed.GetValue(_model) is { } model
            ? new ModelEvaluation(_corpus, model, withoutAnswers).Run(parsed, reported, cancel)
            : CrossValidated(parsed, reported, withoutAnswers, cancel);
        var (coder, gold) = GoldRows.Choose(posts, parsed.GetValue(_coder));
        var report = EvaluationReport.Compute(new EvaluationInput([.. gold.Select(p => p.ToRow(codebook))], codebook), seed: _recipe.Seed(parsed));
        cancel.ThrowIfCancellationRequested();
        (string, string)[] facts =
        [
            ("measured", how), ("against", coder), ("on", _reported.Describe(parsed) + (withoutAnswers ? ", without their answers" : "")),
            ("codebook", $"{codebook.Name}, {codebook.Count} codes"), ("command", CommandText.Of(parsed)),
        ];
        target.Write("metrics.json", MetricsJson.Write(report));
        target.Write("predictions.csv", stream => EvaluatedPost.WriteCsv(gold, stream, codebook, Top));
        target.Write("report.html", HtmlReport.Write(report, $"Evaluation against {coder}", facts));
        Print(report, coder, how, target);
        return previous is null ? ExitCode.Done : Gate(previous, report, parsed.GetValue(_gate)!.Value);
    }

    private (IReadOnlyList<EvaluatedPost> Posts, Codebook Codebook, string How) CrossValidated(
        ParseResult parsed, Func<string, bool> reported, bool withoutAnswers, CancellationToken cancel)
    {
        var corpus = _corpus.Read(parsed, each: null, cancel);
        var plan = new CrossValidationPlan(parsed.GetValue(_folds) ?? 5, parsed.GetValue(_repeats) ?? 3, _recipe.Seed(parsed), Threads: Environment.ProcessorCount);
        var options = _recipe.Read(parsed, plan);
        IReadOnlyList<OutOfFold> scores;
        using (var progress = new TrainingProgressLine())
            scores = CrossValidation.Run(corpus, options.Recipe, plan, progress, cancel);
        var calibration = ModelBuild.Calibrate(scores, corpus, options, p => reported(p.Id));
        var decider = new Decider(corpus.Codebook, calibration.Thresholds);
        var posts = from score in scores
                    where reported(score.Post.Id)
                    let prediction = calibration.Apply(withoutAnswers ? score.Question : score.Full)
                    let outcome = decider.Decide(prediction)
                    from coded in score.Post.Codes
                    select new EvaluatedPost(coded, prediction, outcome, score.Repeat);
        return ([.. posts], corpus.Codebook, $"{plan.Folds}-fold cross-validation, {plan.Repeats} repeat(s), trainer {options.Recipe.Trainer.Name}, seed {plan.Seed}");
    }

    private static void Print(EvaluationReport report, string coder, string how, ReportFolder folder)
    {
        Console.WriteLine();
        Console.WriteLine($"{how}; 95 % intervals");
        var table = Screen.Table($"against {coder}", "figure");
        foreach (var row in FigureTable.Rows([report]))
            table.AddRow(row.Select(Markup.Escape).ToArray());
        Screen.Out.Write(table);
        Console.WriteLine();
        foreach (var file in folder.Written)
            Console.WriteLine($"wrote      {file}");
    }

    private static int Gate(IReadOnlyDictionary<string, Figure> previous, EvaluationReport report, double share)
    {
        var failed = RegressionGate.Check(previous, report, share);
        foreach (var figure in failed)
            Screen.Message(string.Create(CultureInfo.InvariantCulture, $"gate: {figure.Key} is {figure.Current:F4}, was {figure.Previous:F4}; the limit is {figure.Least:F4}"));
        if (failed.Count == 0)
            Console.WriteLine("gate       passed");
        return failed.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
