using System.CommandLine;
using System.Globalization;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Mining;
using Triage.Output;
using Triage.Posts;
using Triage.Study;

namespace Triage.Cli.Verbs;

/// <summary><c>triage mine</c>: finds candidate questions by visible rules.</summary>
internal static class MineVerb
{
    public static Verb Create()
    {
        var inputs = new Argument<string[]>("DUMP") { Arity = ArgumentArity.OneOrMore, Description = "Files or directories of posts in any supported format (a Stack Exchange Posts.xml, for one); - for standard input." };
        var rules = new Option<string?>("--rules") { Description = "Rules as YAML; by default those of the study (data/mining-rules.yaml).", HelpName = "FILE" };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output without it.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "jsonl (whole posts with their rules), csv (without bodies), json (ids with their rules, and counts), text (counts only).", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl", "csv", "json", "text");
        var answers = new Option<bool>("--answers") { Description = "Join answers that stand in rows of their own to their questions (needs the whole dump before the first candidate)." };
        var check = new Option<bool>("--check") { Description = "Posts of known set (dl_SET_post.txt, or a field 'set'): which share do the rules find again, and which not?" };
        return new Verb(
            "mine", "Finds candidate questions in a dump by rules on tags and words, and says which rule found each.",
            "triage mine Posts.xml -o candidates.jsonl",
            "triage mine Posts.xml --rules my-rules.yaml --format csv -o candidates.csv",
            "triage mine \"Deployment-related Posts\" --check",
            "7z x -so stackoverflow.com-Posts.7z | triage mine - | gzip > candidates.jsonl.gz")
        {
            inputs, rules, output, format, answers, check,
        }.Does((parsed, cancel) =>
        {
            var chosen = parsed.GetValue(rules) is { } file ? MiningRulesYaml.Read(file) : MiningRules.Study;
            var how = parsed.GetValue(format)!;
            if (parsed.GetValue(check))
            {
                Check(chosen, InputPaths.Files(parsed.GetValue(inputs)!), how == "json", cancel);
                return ExitCode.Done;
            }

            var reader = new PostReader { Answers = parsed.GetValue(answers) ? SeparateAnswers.Join : SeparateAnswers.Leave };
            var miner = new Miner(chosen);
            var candidates = Watch(miner, miner.Mine(InputPaths.Files(parsed.GetValue(inputs)!).SelectMany(path => Read(reader, path, cancel))));
            if (parsed.GetValue(output) is { } target)
                AtomicFile.Write(target, stream => Write(stream, how, miner, candidates));
            else
                Write(Console.OpenStandardOutput(), how, miner, candidates);
            if (how != "text")
                Console.Error.Write(Summary(miner));
            return ExitCode.Done;
        });
    }

    private static IEnumerable<Post> Read(PostReader reader, string path, CancellationToken cancel) => path == InputPaths.StandardInput
        ? reader.Read(new InterruptibleStream(Console.OpenStandardInput(), cancel), "standard input", cancel)
        : reader.Read(path, cancel);

    private static void Write(Stream stream, string how, Miner miner, IEnumerable<Candidate> candidates)
    {
        if (how == "jsonl")
        {
            CandidateWriter.WriteJsonLines(candidates, stream);
            return;
        }

        using var text = new StreamWriter(stream, leaveOpen: true);
        switch (how)
        {
            case "csv":
                CandidateWriter.WriteCsv(candidates, text);
                break;
            case "json":
                text.Write(MiningJson.Write(miner, [.. candidates]));
                break;
            default:
                foreach (var candidate in candidates)
                    _ = candidate;
                text.Write(Summary(miner));
                break;
        }
    }

    /// <summary>Candidates on their way, with progress.</summary>
    private static IEnumerable<Candidate> Watch(Miner miner, IEnumerable<Candidate> candidates)
    {
        using var progress = new ProgressLine();
        var found = 0;
        foreach (var candidate in candidates)
        {
            found++;
            progress.Report(Invariant($"{miner.Seen} posts read, {found} candidates"));
            yield return candidate;
        }
    }

    private static string Summary(Miner miner)
    {
        var lines = miner.Rules.Rules.Select((rule, i) => Invariant($"{miner.Found[i],8}  {rule.Id,-22} {rule}\n"));
        return Invariant($"{miner.Seen} posts read; candidates by rule (a post may be found by several):\n") + string.Concat(lines);
    }

    private static void Check(MiningRules rules, IReadOnlyList<string> files, bool asJson, CancellationToken cancel)
    {
        var result = MiningCheck.Of(rules, files.SelectMany(file => StudyPostReader.ReadWithSet(file, cancel)));
        if (asJson)
        {
            Console.Out.Write(MiningJson.Write(result));
            return;
        }

        foreach (var set in result.Sets)
        {
            Console.Out.WriteLine(Invariant($"{set.Set}: {set.Found} of {set.Posts} posts found again ({100 * set.Share.Value:F2} %)"));
            foreach (var (rule, found) in set.ByRule)
                Console.Out.WriteLine(Invariant($"  {found,6}  {rule,-22} {rules.Rules.First(known => known.Id == rule)}"));
        }

        Console.Out.WriteLine(Invariant($"all: {result.Sets.Sum(set => set.Found)} of {result.Sets.Sum(set => set.Posts)}"));
        foreach (var missed in result.Missed)
            Console.Out.WriteLine(Invariant($"not found: {missed.Set} {missed.Post.Id}, tags {string.Join(' ', missed.Post.Tags)}{(missed.Others.Count > 0 ? ", found by " + string.Join(' ', missed.Others.Select(rule => rule.Id)) : "")}"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
