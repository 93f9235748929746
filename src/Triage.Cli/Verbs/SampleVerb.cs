using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Codes;
using Triage.Output;
using Triage.Posts;
using Triage.Study;
using Triage.Study.Sampling;

namespace Triage.Cli.Verbs;

/// <summary><c>triage sample</c>: draws posts to code and makes the sheet.</summary>
internal static class SampleVerb
{
    public static Verb Create()
    {
        var inputs = new Argument<string[]>("POSTS") { Arity = ArgumentArity.OneOrMore, Description = "Files or directories of posts in any supported format, candidates of 'triage mine' for one." };
        var by = new Option<string>("--by") { Description = "Strata: set (dl_SET_post.txt, or a field 'set'), year, or none.", DefaultValueFactory = _ => "set" };
        by.AcceptOnlyFromAmong("set", "year", "none");
        var confidence = new Option<double>("--confidence") { Description = "Confidence level in per cent.", DefaultValueFactory = _ => 95, HelpName = "PERCENT" }.Between(50, 99.99);
        var interval = new Option<double>("--interval") { Description = "Half width of the interval in percentage points.", DefaultValueFactory = _ => 5, HelpName = "POINTS" }.Between(0.1, 50);
        var whole = new Option<bool>("--whole") { Description = "One size for all posts together, shared out in proportion; without it each stratum gets a size of its own, as in the study." };
        var size = new Option<int?>("--size") { Description = "This many posts in all, shared out in proportion.", HelpName = "N" }.AtLeast(1);
        var seed = new Option<int>("--seed") { Description = "Same seed, same sample.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var exclude = new Option<string[]>("--exclude") { Description = "Code files whose posts must not be drawn again.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var coders = new Option<string[]>("--coder") { Description = "Who will code; of several each gets a sheet with the same posts, FILE-NAME.csv.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["coder-1"] };
        var output = new Option<string?>("--output", "-o") { Description = "Sheet to write; standard output without it.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "csv (the sheet), json (sizes and ids), or text (sizes only).", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json", "text");
        return new Verb(
            "sample", "Draws a random sample to code: the size for a confidence level and interval, strata, and a coding sheet.",
            "triage sample candidates.jsonl -o sheet.csv",
            "triage sample candidates.jsonl --coder ann ben -o sheet.csv",
            "triage sample candidates.jsonl --by year --size 400 --exclude codes.csv --seed 7 -o sheet.csv",
            "triage sample candidates.jsonl --confidence 99 --interval 3 --format text")
        {
            inputs, by, confidence, interval, whole, size, seed, exclude, coders, output, format,
        }.Does((parsed, cancel) =>
        {
            var posts = Read(parsed.GetValue(inputs)!, parsed.GetValue(by)!, cancel);
            var populations = posts.GroupBy(post => post.Stratum).ToDictionary(group => group.Key, group => group.Select(post => post.Post.Id).Distinct().Count());
            double level = parsed.GetValue(confidence) / 100, width = parsed.GetValue(interval) / 100;
            var all = populations.Values.Sum();
            var sizes = parsed.GetValue(size) is { } wanted ? StratifiedSample.Proportional(populations, wanted)
                : parsed.GetValue(whole) ? StratifiedSample.Proportional(populations, SampleSize.Of(all, level, width))
                : populations.ToDictionary(entry => entry.Key, entry => SampleSize.Of(entry.Value, level, width));
            var taken = (parsed.GetValue(exclude) ?? []).SelectMany(file => CodeFile.Read(file)).Where(row => row.Code != Verdict.Pending).Select(row => row.PostId).ToHashSet(StringComparer.Ordinal);
            var sample = StratifiedSample.Draw(posts.Select(post => (post.Post.Id, post.Stratum)), sizes, parsed.GetValue(seed), taken);
            Write(sample, posts, level, parsed.GetValue(format)!, parsed.GetValue(coders)!, parsed.GetValue(output));
            return ExitCode.Done;
        });
    }

    private static List<(Post Post, string Stratum)> Read(string[] inputs, string by, CancellationToken cancel)
    {
        using var progress = new ProgressLine();
        var posts = new List<(Post, string)>();
        foreach (var (set, post) in InputPaths.Files(inputs).SelectMany(file => StudyPostReader.ReadWithSet(file, cancel)))
        {
            progress.Report(Invariant($"{posts.Count} posts read"));
            posts.Add((post, by switch { "set" => set, "year" => post.CreationDate?.Year.ToString(CultureInfo.InvariantCulture) ?? "undated", _ => StudyPost.NoSet }));
        }

        return posts;
    }

    private static void Write(StratifiedSample sample, List<(Post Post, string Stratum)> posts, double level, string format, string[] coders, string? output)
    {
        var known = new Dictionary<string, Post>(StringComparer.Ordinal);
        foreach (var (post, _) in posts)
            known.TryAdd(post.Id, post);
        // A post drawn for two strata is coded once.
        var drawn = sample.Ids.DistinctBy(entry => entry.Id).Select(entry => (known[entry.Id], entry.Stratum)).ToList();
        switch (format)
        {
            case "json":
                Save(output, Json(sample, level));
                break;
            case "text":
                Save(output, Text(sample, level));
                break;
            default:
                foreach (var coder in coders.Distinct())
                {
                    using var sheet = new StringWriter();
                    CodeFile.Write(CodingSheet.For(drawn, coder), sheet);
                    Save(output is null || coders.Length == 1 ? output : Path.Combine(Path.GetDirectoryName(output) ?? "", $"{Path.GetFileNameWithoutExtension(output)}-{coder}{Path.GetExtension(output)}"), sheet.ToString());
                }

                Console.Error.Write(Text(sample, level));
                break;
        }
    }

    private static void Save(string? path, string text)
    {
        if (path is null)
            Console.Out.Write(text);
        else
            AtomicFile.Write(path, text);
    }

    private static string Text(StratifiedSample sample, double level) => string.Concat(
        sample.Strata.Select(stratum => Invariant($"{stratum.Name,-14}{stratum.Drawn,6} of {stratum.Population,7} posts, interval +/- {100 * SampleSize.Interval(stratum.Drawn, stratum.Population, level):F1} points at {100 * level:0.##} %\n"))
            .Append(Invariant($"{"all",-14}{sample.Ids.Count,6} of {sample.Strata.Sum(stratum => stratum.Population),7} posts\n")));

    private static string Json(StratifiedSample sample, double level) => JsonSerializer.Serialize(
        new
        {
            confidence = level,
            strata = sample.Strata.Select(stratum => new { name = stratum.Name, posts = stratum.Population, drawn = stratum.Drawn, interval = SampleSize.Interval(stratum.Drawn, stratum.Population, level) is var width && double.IsFinite(width) ? width : (double?)null }),
            posts = sample.Ids.Select(entry => new { id = entry.Id, stratum = entry.Stratum }),
        },
        new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
