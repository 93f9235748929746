using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Output;
using Triage.Suspects;
using Triage.Training;

namespace Triage.Cli.Verbs;

/// <summary><c>triage suspects</c>: codes that are most likely wrong, and codes that overlap.</summary>
internal sealed class SuspectsVerb
{
    private readonly CorpusOptions _corpus = new();
    private readonly RecipeOptions _recipe = new();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "File to write: .csv for the suspects, .json for suspects and overlaps.", HelpName = "FILE" };
    private readonly Option<int> _top = new Option<int>("--top") { Description = "Rows to print; a file has all confident suspects, or this many if that is more.", DefaultValueFactory = _ => 20, HelpName = "N" }.AtLeast(1);
    private readonly Option<string?> _coder = new("--coder") { Description = "Whose codes to doubt; all coders' by default.", HelpName = "NAME" };
    private readonly Option<string> _order = new Option<string>("--order")
    {
        Description = "margin: how far the best other code is above the given one; self: how low the given one is.",
        DefaultValueFactory = _ => "margin",
    }.AcceptOnlyFromAmong("margin", "self");

    private readonly Option<bool> _written = new("--written") { Description = "Doubt the codes of posts written for training too." };
    private readonly Option<int> _folds = new Option<int>("--folds") { Description = "Parts of the cross-validation.", DefaultValueFactory = _ => 5, HelpName = "N" }.AtLeast(2);
    private readonly Option<int> _repeats = new Option<int>("--repeats") { Description = "How many times the posts are split anew; scores are averaged.", DefaultValueFactory = _ => 1, HelpName = "N" }.AtLeast(1);

    public static Verb Create() => new SuspectsVerb().Verb();

    private Verb Verb()
    {
        var verb = new Verb(
            "suspects", "Lists coded posts whose code is most likely wrong, and pairs of codes that overlap, by models that never saw the posts.",
            "triage suspects --posts posts.jsonl --codes codes.csv",
            "triage suspects --posts questions/ written/ --codes data/codes --coder reader-1 --output suspects.csv",
            "triage suspects --posts questions/ written/ --codes data/codes --written --repeats 3 --output suspects.json")
        {
            _output, _top, _coder, _order, _written, _folds, _repeats,
        };
        _corpus.AddTo(verb);
        _recipe.AddTo(verb);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(_output) is { } file && !IsJson(file) && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                result.AddError("--output must end in .csv or .json");
        });
        return verb.Does(Run);
    }

    private static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.GetValue(_output);
        if (output is not null)
            AtomicFile.Check(output);
        var corpus = _corpus.Read(parsed, each: null, cancel);
        var plan = new CrossValidationPlan(parsed.GetValue(_folds), parsed.GetValue(_repeats), _recipe.Seed(parsed), parsed.GetValue(_written), Environment.ProcessorCount);
        var options = _recipe.Read(parsed, plan);
        IReadOnlyList<OutOfFold> scores;
        using (var progress = new TrainingProgressLine())
            scores = CrossValidation.Run(corpus, options.Recipe, plan, progress, cancel);
        var calibration = ModelBuild.Calibrate(scores, corpus, options, _ => true);
        var coder = parsed.GetValue(_coder);
        var search = new SuspectSearch([.. scores.Select(calibration.Apply)], corpus.Codebook, coder);
        if (search.Rows == 0)
            throw new InputException(coder is null ? "no post has a code to doubt" : $"coder '{coder}' coded none of these posts; coders: {string.Join(", ", corpus.Posts.SelectMany(p => p.Codes).Select(c => c.Coder).Distinct().Order(StringComparer.Ordinal))}", field: coder is null ? null : "--coder");
        var suspects = search.Rank(parsed.GetValue(_order) == "self" ? SuspectOrder.SelfConfidence : SuspectOrder.Margin);
        var overlaps = search.Overlaps();
        Print(suspects, overlaps, parsed.GetValue(_top));
        cancel.ThrowIfCancellationRequested();
        if (output is not null)
            Write(output, [.. suspects.Where((s, i) => s.IsConfident || i < parsed.GetValue(_top))], overlaps);
        return ExitCode.Done;
    }

    private static void Write(string output, IReadOnlyList<Suspect> suspects, IReadOnlyList<Overlap> overlaps)
    {
        if (IsJson(output))
            AtomicFile.Write(output, SuspectFile.Json(suspects, overlaps));
        else
            AtomicFile.Write(output, stream => SuspectFile.WriteCsv(suspects, stream));
        Console.WriteLine($"wrote      {output}: {CorpusText.N(suspects.Count)} suspects");
    }

    private static void Print(IReadOnlyList<Suspect> suspects, IReadOnlyList<Overlap> overlaps, int top)
    {
        Console.WriteLine();
        Console.WriteLine($"{CorpusText.N(suspects.Count(s => s.IsConfident))} of {CorpusText.N(suspects.Count)} codes are confidently another's (confident learning); the most doubtful first:");
        var table = Screen.Table("post", "coder", "code", "score", "alternative", "score", "");
        foreach (var s in suspects.Take(top))
            table.AddRow(new[] { s.Gold.PostId, s.Gold.Coder, s.Gold.Code, Number(s.GivenScore), s.Alternative, Number(s.AlternativeScore), s.IsSecond ? "his second code" : s.IsConfident ? "confident" : "" }.Select(Markup.Escape).ToArray());
        Screen.Out.Write(table);
        Console.WriteLine();
        Console.WriteLine("codes that overlap: coders should talk about where one ends and the other begins");
        table = Screen.Table("code", "given", "code", "given", "first as second", "second as first", "estimated");
        foreach (var o in overlaps.Take(top))
            table.AddRow(new[] { o.First, CorpusText.N(o.GivenFirst), o.Second, CorpusText.N(o.GivenSecond), CorpusText.N(o.FirstAsSecond), CorpusText.N(o.SecondAsFirst), o.Estimated.ToString("F1", CultureInfo.InvariantCulture) }.Select(Markup.Escape).ToArray());
        Screen.Out.Write(table);
        Console.WriteLine();
    }

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
