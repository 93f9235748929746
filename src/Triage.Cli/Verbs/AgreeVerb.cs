using System.CommandLine;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation.Agreement;
using Triage.Output;
using Triage.Reports;
using Triage.Study;

namespace Triage.Cli.Verbs;

/// <summary><c>triage agree</c>: how far coders agree.</summary>
internal static class AgreeVerb
{
    public static Verb Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Code files (post_id,code,second_code,confidence,coder), or the study's category.xlsx: one for each coder, or several coders in one." };
        var codebook = new Option<string?>("--codebook") { Description = "Codebook of the codes; by default the one that comes with the program.", HelpName = "FILE" };
        var coders = new Option<string[]>("--coder") { Description = "Only these coders.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var model = new Option<string?>("--model") { Description = "What 'triage label' wrote for the posts: the model is set against the coders' consensus.", HelpName = "FILE" };
        var output = new Option<string?>("--output", "-o") { Description = "Page to write (.html), or the same as JSON (.json).", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "What to print: text, json or html.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "html");
        var seed = new Option<int>("--seed") { Description = "For bootstrap intervals.", DefaultValueFactory = _ => 1, HelpName = "N" };
        return new Verb(
            "agree", "Measures how far coders agree: per cent, Cohen, Fleiss, Krippendorff, Gwet, by code and platform, and lists where they differ.",
            "triage agree ann.csv ben.csv",
            "triage agree ann.csv ben.csv cleo.csv -o agreement.html",
            "triage agree data/codes/reader.csv --format json",
            "triage agree ann.csv ben.csv --model labels.jsonl")
        {
            files, codebook, coders, model, output, format, seed,
        }.Does((parsed, cancel) =>
        {
            var book = Inputs.Codebooks.Load(parsed.GetValue(codebook));
            var table = CodeTable.From(Read(parsed.GetValue(files)!, parsed.GetValue(coders) ?? [], book));
            cancel.ThrowIfCancellationRequested();
            using var progress = new ProgressLine();
            progress.Report("computing agreement");
            var report = new AgreementAnalysis(table, book, seed: parsed.GetValue(seed)).Compute(Labels(parsed.GetValue(model), table, book));
            if (parsed.GetValue(output) is { } path)
                AtomicFile.Write(path, path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? AgreementJson.Write(report) : AgreementPage.Write(report));
            Console.Out.Write(parsed.GetValue(format) switch
            {
                "json" => AgreementJson.Write(report),
                "html" => AgreementPage.Write(report),
                _ => AgreementText.Write(report),
            });
            return ExitCode.Done;
        });
    }

    private static IReadOnlyList<CodedPost>[] Read(string[] files, string[] coders, Codebook codebook)
    {
        var lists = files.Select(file => CodeInputs.Read([file], codebook)).ToArray();
        if (coders.Length == 0)
            return lists;
        var known = lists.SelectMany(rows => rows).Select(row => row.Coder).Distinct().ToList();
        if (coders.FirstOrDefault(coder => !known.Contains(coder)) is { } missing)
            throw new InputException($"no row is by the coder '{missing}'; coders are {string.Join(", ", known)}", field: "--coder");
        return [.. lists.Select(rows => rows.Where(row => coders.Contains(row.Coder)).ToList())];
    }

    /// <summary>The model's best code of each post; posts that it takes for not relevant are <c>not-deployment</c>.</summary>
    private static Dictionary<string, string>? Labels(string? path, CodeTable table, Codebook codebook)
    {
        if (path is null)
            return null;
        var labels = LabelFile.Read(path, codebook).Where(row => row.Codes.Count > 0).ToDictionary(row => row.Id, row => row.Relevance < 0.5 ? Verdict.NotDeployment : row.Codes[0].Code, StringComparer.Ordinal);
        return table.Posts.Any(labels.ContainsKey) ? labels : throw new InputException("none of the labelled posts was coded; label the posts that the coders coded", path);
    }
}
