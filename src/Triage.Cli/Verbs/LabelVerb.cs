using System.CommandLine;
using System.Diagnostics;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Explanations;
using Triage.Output;
using Triage.Predictions;

namespace Triage.Cli.Verbs;

/// <summary><c>triage label</c>: posts in, codes with scores and a decision out.</summary>
internal static class LabelVerb
{
    private const int DefaultTop = 5;
    private const int DefaultTopOnTerminal = 3;

    public static Verb Create()
    {
        var inputs = new Argument<string[]>("INPUT") { Arity = ArgumentArity.OneOrMore, Description = "Files or directories of posts in any supported format, found by content; - for standard input." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output without it.", HelpName = "FILE" };
        var format = new Option<string?>("--format") { Description = "csv or jsonl; by default what the output's name ends in, otherwise jsonl (on a terminal: a table)." };
        format.AcceptOnlyFromAmong("csv", "jsonl");
        var model = new Option<string?>("--model") { Description = "Model file; by default models/triage.onnx beside the program or upward from this folder.", HelpName = "FILE" };
        var top = new Option<int?>("--top") { Description = $"Codes a row, best first [default: {DefaultTop}; in a table {DefaultTopOnTerminal}].", HelpName = "K" }.AtLeast(1);
        var threads = new Option<int>("--threads") { Description = "Batches scored at a time.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" }.AtLeast(1);
        var explain = new Option<bool>("--explain") { Description = "Add to each row (JSONL) the terms that spoke for and against its codes." };
        var verb = new Verb(
            "label", "Labels posts with platform, challenge codes, scores and a decision.",
            "triage label data/examples/new-posts.jsonl",
            "triage label questions.jsonl --output labels.csv --top 3",
            "triage label questions.jsonl --explain --output labels.jsonl",
            "triage label Posts.xml --format jsonl | gzip > labels.jsonl.gz",
            "curl -s --compressed \"$QUERY\" | triage label -")
        {
            inputs, output, format, model, top, threads, explain,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(explain) && Format(result.GetValue(format), result.GetValue(output)) == LabelFormat.Csv)
                result.AddError("--explain needs --format jsonl: a table has no room for reasons");
        });
        return verb.Does((parsed, cancel) =>
        {
            var path = parsed.GetValue(output);
            var file = ShippedFile.Model(parsed.GetValue(model));
            var explainer = parsed.GetValue(explain) ? Explainer.Open(file) : null;
            var chosen = explainer is null ? Format(parsed.GetValue(format), path) : LabelFormat.JsonLines;
            using var labeller = Labeller.Open(file);
            var rows = labeller.Label(PostInputs.Read(parsed.GetValue(inputs)!, cancel), parsed.GetValue(threads), cancel);
            var summary = new LabelSummary();
            if (path is not null)
                AtomicFile.Write(path, stream => Write(stream, chosen ?? LabelFormat.JsonLines));
            else if (chosen is null && Screen.IsTerminal)
                new LabelTable(labeller.Codebook, parsed.GetValue(top) ?? DefaultTopOnTerminal).Write(summary.Count(rows));
            else
                Write(Console.OpenStandardOutput(), chosen ?? LabelFormat.JsonLines);
            summary.Print();
            return ExitCode.Done;

            void Write(Stream stream, LabelFormat how)
            {
                using var writer = LabelWriter.Create(how, stream, labeller.Codebook, parsed.GetValue(top) ?? DefaultTop, explainer);
                foreach (var row in summary.Count(rows))
                    writer.Write(row);
            }
        });
    }

    private static LabelFormat? Format(string? named, string? path)
    {
        var name = named ?? (path is null ? null : Path.GetExtension(path).TrimStart('.').ToLowerInvariant());
        return name switch
        {
            "csv" => LabelFormat.Csv,
            "jsonl" => LabelFormat.JsonLines,
            _ => null,
        };
    }

    /// <summary>Counts rows on their way, and says so in the end.</summary>
    private sealed class LabelSummary
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly int[] _decisions = new int[3];

        public IEnumerable<LabelRow> Count(IEnumerable<LabelRow> rows)
        {
            using var progress = new ProgressLine();
            var n = 0;
            foreach (var row in rows)
            {
                _decisions[(int)row.Outcome.Decision]++;
                if (++n % 256 == 0)
                    progress.Report($"{n} posts labelled");
                yield return row;
            }
        }

        public void Print()
        {
            var n = _decisions.Sum();
            var shares = new[] { Decision.Accept, Decision.Suggest, Decision.Abstain }
                .Select(d => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{LabelWriter.Word(d)} {_decisions[(int)d]} ({100.0 * _decisions[(int)d] / Math.Max(n, 1):F0} %)"));
            Console.Error.WriteLine(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{n} posts in {_clock.Elapsed.TotalSeconds:F1} s: {string.Join(", ", shares)}"));
        }
    }
}
