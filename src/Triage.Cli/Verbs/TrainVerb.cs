using System.CommandLine;
using System.Security.Cryptography;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Onnx;
using Triage.Output;
using Triage.Posts;
using Triage.Predictions;
using Triage.Training;

namespace Triage.Cli.Verbs;

/// <summary><c>triage train</c>: coded posts in, a model file and its card out.</summary>
internal sealed class TrainVerb
{
    private const int MostFolds = 50;

    private readonly CorpusOptions _corpus = new();
    private readonly RecipeOptions _recipe = new();
    private readonly ReportedPosts _reported = new();
    private readonly Option<string> _output = new("--output", "-o") { Description = "Model file to write.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _card = new("--card") { Description = "Card to write; by default the output with .md.", HelpName = "FILE" };
    private readonly Option<int> _folds = new Option<int>("--folds") { Description = "Parts of the cross-validation; 0 leaves it out, and with it figures, calibration and thresholds.", DefaultValueFactory = _ => 5, HelpName = "N" };
    private readonly Option<int> _repeats = new Option<int>("--repeats") { Description = "How many times the posts are split anew.", DefaultValueFactory = _ => 1, HelpName = "N" }.AtLeast(1);

    public static Verb Create() => new TrainVerb().Verb();

    private Verb Verb()
    {
        var verb = new Verb(
            "train", "Trains a model on coded posts, measures it by cross-validation, and writes it with its card.",
            "triage train --posts posts.jsonl --codes codes.csv --output model.onnx",
            "triage train --posts questions/ written/ --codes data/codes --report-on even --output models/triage.onnx",
            "triage train --posts faults.jsonl --label-field fault_label --codebook data/fault-classes.yaml --output faults.onnx",
            "triage train --posts posts.jsonl --codes codes.csv --trainer softmax --folds 0 --output quick.onnx")
        {
            _output, _card, _folds, _repeats,
        };
        _corpus.AddTo(verb);
        _recipe.AddTo(verb);
        _reported.AddTo(verb);
        _folds.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && int.TryParse(word.Value, out var folds) && folds is not 0 and (< 2 or > MostFolds))
                result.AddError($"--folds must be 0 or between 2 and {MostFolds}");
        });
        return verb.Does(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.GetValue(_output)!;
        var card = parsed.GetValue(_card) ?? Path.ChangeExtension(output, ".md");
        if (Path.GetFullPath(card) == Path.GetFullPath(output))
            throw new InputException("is the name of the card as well as of the model; name another with --card", output);
        AtomicFile.Check(output);
        AtomicFile.Check(card);
        var reported = _reported.Read(parsed);
        var sample = new PostSample();
        var corpus = _corpus.Read(parsed, sample.See, cancel);
        var options = _recipe.Read(parsed, Plan(parsed));
        bool Report(CorpusPost post) => reported(post.Id);
        var built = Build(corpus, options, Report, cancel);
        FigureText.Print(built.Figures, NegativeCoders.Compute(built.Scores, Report, options.Seed), _reported.Describe(parsed), options.Plan);
        var bytes = Serialize(built.Model);
        Check(bytes, output, sample.Posts);
        var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        cancel.ThrowIfCancellationRequested();
        var context = new ModelCardContext(Path.GetFileName(output), bytes.Length, sha, _reported.Describe(parsed), CommandText.Of(parsed), corpus.Unmatched.Count);
        var text = ModelCard.Write(built, corpus, options, Report, context);
        AtomicFile.Write(output, stream => stream.Write(bytes));
        AtomicFile.Write(card, text);
        Console.WriteLine($"wrote      {output}: {CorpusText.N(bytes.Length)} bytes, SHA-256 {sha}");
        Console.WriteLine($"wrote      {card}");
        return ExitCode.Done;
    }

    private CrossValidationPlan? Plan(ParseResult parsed)
    {
        if (parsed.GetValue(_folds) is not (> 0 and var folds))
            return null;
        return new CrossValidationPlan(folds, parsed.GetValue(_repeats), _recipe.Seed(parsed), Threads: Environment.ProcessorCount);
    }

    private static BuiltModel Build(Corpus corpus, BuildOptions options, Func<CorpusPost, bool> report, CancellationToken cancel)
    {
        using var progress = new TrainingProgressLine();
        return ModelBuild.Run(corpus, options, report, progress, cancel);
    }

    private static byte[] Serialize(TrainedModel model)
    {
        using var stream = new MemoryStream();
        OnnxModelWriter.Write(model, stream, half: true);
        return stream.ToArray();
    }

    /// <summary>The bytes are read back and scored before anything is written.</summary>
    private static void Check(byte[] bytes, string name, IReadOnlyList<Post> posts)
    {
        var difference = Parity.LargestDifference(bytes, name, posts);
        if (difference > Parity.Most)
            throw new InvalidOperationException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ONNX Runtime and the model's own weights differ by {difference:E1}; the model was not written"));
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"checked    {posts.Count} posts: ONNX Runtime and plain arithmetic differ by {difference:E1} at most"));
    }
}
