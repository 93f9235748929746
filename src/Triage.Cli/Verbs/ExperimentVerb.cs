using System.CommandLine;
using Spectre.Console;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Experiments;
using Triage.Output;
using Triage.Training;

namespace Triage.Cli.Verbs;

/// <summary><c>triage experiment</c>: named ways of making models, compared on the same folds.</summary>
internal sealed class ExperimentVerb
{
    private readonly CorpusOptions _corpus = new();
    private readonly ReportedPosts _reported = new();
    private readonly Argument<string> _plan = new("CONFIG") { Description = "Experiments (YAML): a base and what differs from it; docs/experiments.yaml holds ours." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Markdown file to write, and beside it the same as .json; without it only a table is printed.", HelpName = "FILE" };
    private readonly Option<string[]> _only = new("--only") { Description = "Run these experiments alone, and the base.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> _folds = new Option<int?>("--folds") { Description = "In place of the file's folds.", HelpName = "N" }.AtLeast(2);
    private readonly Option<int?> _repeats = new Option<int?>("--repeats") { Description = "In place of the file's repeats.", HelpName = "N" }.AtLeast(1);
    private readonly Option<int> _threads = new Option<int>("--threads") { Description = "Trainings at a time.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" }.AtLeast(1);
    private readonly Option<string> _cache = new("--cache") { Description = "Folder that keeps finished folds, so that a stopped run goes on; may be deleted at any time.", DefaultValueFactory = _ => Path.Combine(".triage-cache", "experiments"), HelpName = "DIR" };

    public static Verb Create() => new ExperimentVerb().Verb();

    private Verb Verb()
    {
        var verb = new Verb(
            "experiment", "Compares ways of making models by cross-validation on the same folds, with paired intervals.",
            "triage experiment docs/experiments.yaml --posts questions/ written/ --codes data/codes --output docs/experiments.md",
            "triage experiment docs/experiments.yaml --posts questions/ written/ --codes data/codes --only width-64 softmax --repeats 1",
            "triage experiment docs/experiments.yaml --posts questions/ --codes data/codes --report-on even --leave-out shown.csv")
        {
            _plan, _output, _only, _folds, _repeats, _threads, _cache,
        };
        _corpus.AddTo(verb);
        _reported.AddTo(verb);
        return verb.Does(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.GetValue(_output);
        var json = output is null ? null : Path.ChangeExtension(output, ".json");
        if (output is not null && json == output)
            throw new InputException("is the name that the JSON beside the page will have; give another, ending in .md", output);
        foreach (var file in new[] { output, json }.OfType<string>())
            AtomicFile.Check(file);
        var plan = Plan(parsed);
        var reported = _reported.Read(parsed);
        var corpus = _corpus.Read(parsed, each: null, cancel);
        var scores = Train(parsed, corpus, plan, cancel);
        var groups = Comparison.Of(scores, corpus, p => reported(p.Id), plan.Seed, cancel: cancel);
        if (groups.Count == 0)
            throw new InputException("no coder has 20 scored posts or more among the reported ones; check --report-on and --leave-out");
        Print(groups);
        cancel.ThrowIfCancellationRequested();
        if (output is not null && json is not null)
        {
            var context = new ExperimentContext(plan, corpus.Fingerprint, _reported.Describe(parsed), CommandText.Of(parsed), scores.ToDictionary(s => s.Experiment.Name, s => s.MeanTraining));
            AtomicFile.Write(output, ExperimentReport.Markdown(groups, context));
            AtomicFile.Write(json, ExperimentReport.Json(groups, context));
            Console.WriteLine($"wrote      {output}");
            Console.WriteLine($"wrote      {json}");
        }

        return ExitCode.Done;
    }

    private ExperimentPlan Plan(ParseResult parsed)
    {
        var plan = ExperimentFile.Read(parsed.GetValue(_plan)!);
        plan = plan with { Folds = parsed.GetValue(_folds) ?? plan.Folds, Repeats = parsed.GetValue(_repeats) ?? plan.Repeats };
        return parsed.GetValue(_only) is { Length: > 0 } only ? plan.Only(only) : plan;
    }

    private IReadOnlyList<ExperimentScores> Train(ParseResult parsed, Corpus corpus, ExperimentPlan plan, CancellationToken cancel)
    {
        using var progress = new FoldProgress();
        var scores = ExperimentRun.Run(corpus, plan, parsed.GetValue(_cache)!, parsed.GetValue(_threads), progress, cancel);
        Console.WriteLine($"folds      {CorpusText.N(progress.All)}, {CorpusText.N(progress.Found)} of them from an earlier run");
        return scores;
    }

    private static void Print(IReadOnlyList<GroupComparison> groups)
    {
        foreach (var group in groups.Where(g => !g.Question))
        {
            Console.WriteLine();
            Console.WriteLine($"against {group.Group}, {CorpusText.N(group.Posts)} posts; in brackets the difference from '{group.Experiments[0].Experiment.Name}' with its 95 % interval");
            var table = Screen.Table("configuration", "code, best", "among best 5", "inner category");
            foreach (var experiment in group.Experiments)
                table.AddRow(new[] { "leaf.top1", "leaf.top5", "inner.accuracy" }.Select(key => ExperimentReport.Cell(experiment, key, lowIsGood: false)).Prepend(experiment.Experiment.Name).Select(Markup.Escape).ToArray());
            Screen.Out.Write(table);
        }

        Console.WriteLine();
    }

    /// <summary>Counts folds; the first report is what an earlier run left.</summary>
    private sealed class FoldProgress : IProgress<(int Done, int All)>, IDisposable
    {
        private readonly ProgressLine _line = new();

        public int Found { get; private set; } = -1;

        public int All { get; private set; }

        public void Report((int Done, int All) value)
        {
            if (Found < 0)
                (Found, All) = (value.Done, value.All);
            _line.Report($"{value.Done} of {value.All} folds", (double)value.Done / Math.Max(1, value.All));
        }

        public void Dispose() => _line.Dispose();
    }
}
