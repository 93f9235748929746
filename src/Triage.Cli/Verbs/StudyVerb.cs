using System.CommandLine;
using System.Globalization;
using Triage.Cli.Terminal;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Output;
using Triage.Reports;
using Triage.Study;

namespace Triage.Cli.Verbs;

/// <summary><c>triage study</c>: popularity, difficulty and the taxonomy of a set of posts.</summary>
internal static class StudyVerb
{
    public static Verb Create()
    {
        var path = new Argument<string>("PATH") { Description = "Folder of a study (as Chen et al. published theirs), a file of posts, or a table of metadata (id,set,creation_date,owner_user_id,accepted_answer_id,accepted_answer_date)." };
        var codes = new Option<string[]>("--codes") { Description = "Files of codes, or one table of counts (code,posts); by default those of the folder.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var coder = new Option<string?>("--coder") { Description = "Whose codes count, where several coded a post.", HelpName = "NAME" };
        var labels = new Option<string?>("--labels") { Description = "What 'triage label --top 81' wrote for the posts: a second taxonomy, of the model.", HelpName = "FILE" };
        var codebook = new Option<string?>("--codebook") { Description = "Codebook of the codes; by default the one that comes with the program.", HelpName = "FILE" };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for study.html, study.json, popularity.csv, difficulty.csv, tests.csv, taxonomy.csv and taxonomy.svg.", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "What to print: text, json, or csv (the taxonomy).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "csv");
        var seed = new Option<int>("--seed") { Description = "For the intervals of labelled posts.", DefaultValueFactory = _ => 1, HelpName = "N" };
        return new Verb(
            "study", "Reproduces the study: popularity, difficulty and the taxonomy of challenges.",
            "triage study fse2020",
            "triage study fse2020 --output report",
            "triage study questions.jsonl --codes my-codes.csv --coder ann --format json",
            "triage label questions.jsonl --top 81 -o labels.jsonl && triage study questions.jsonl --labels labels.jsonl -o report")
        {
            path, codes, coder, labels, codebook, output, format, seed,
        }.Does((parsed, cancel) =>
        {
            using var progress = new ProgressLine();
            var report = Compute(parsed.GetValue(path)!, parsed.GetValue(codes) ?? [], parsed.GetValue(coder), parsed.GetValue(labels),
                Inputs.Codebooks.Load(parsed.GetValue(codebook)), parsed.GetValue(seed), progress, cancel);
            if (parsed.GetValue(output) is { } folder)
                Save(report, folder);
            Print(report, parsed.GetValue(format)!);
            return ExitCode.Done;
        });
    }

    private static StudyReport Compute(string path, string[] codes, string? coder, string? labels, Codebook codebook, int seed, ProgressLine progress, CancellationToken cancel)
    {
        var folder = StudyFolder.Find(path);
        var labelled = labels is null ? null : LabelFile.Read(labels, codebook);
        var rows = ReadCodes(codes, folder, codebook, coder);
        var setOf = Sets(codebook, rows, labelled);
        var posts = new List<StudyPost>();
        foreach (var file in folder.Posts)
        {
            progress.Report($"reading {file}");
            posts.AddRange(StudyPostReader.Read(file, setOf, cancel));
        }

        var known = posts.Select(post => post.Id).ToHashSet(StringComparer.Ordinal);
        CheckOverlap(codes.FirstOrDefault(), "code", rows?.Select(row => row.PostId), known);
        CheckOverlap(labels, "label", labelled?.Select(row => row.Id), known);
        var counts = codes is [var only] && PublishedStudy.IsCounts(only) ? only : codes.Length == 0 ? folder.CodeCounts : null;
        var coded = counts is not null ? Taxonomy.Of(PublishedStudy.ReadCounts(counts, codebook), codebook)
            : rows is null ? null : Taxonomy.Of(rows.Where(row => known.Contains(row.PostId)), codebook);
        var modelled = labelled is null ? null : ModelTaxonomy.Of([.. labelled.Where(row => known.Contains(row.Id))], codebook, seed: seed, progress: new Share(progress));
        return StudyAnalysis.Compute(posts, path, PublishedStudy.Read(folder), coded, modelled);
    }

    private static List<CodedPost>? ReadCodes(string[] files, StudyFolder folder, Codebook codebook, string? coder)
    {
        if (files is [var only] && PublishedStudy.IsCounts(only))
            return null;
        var rows = files.Length > 0 ? files.SelectMany(file => CodeFile.Read(file, codebook)).ToList()
            : folder.Categories is { } book && folder.CodeCounts is null ? [.. StudyCategories.Read(book, codebook)] : null;
        if (rows is null || coder is null)
            return rows;
        var own = rows.Where(row => row.Coder == coder).ToList();
        return own.Count > 0 ? own : throw new InputException($"no row is by the coder '{coder}'; coders are {string.Join(", ", rows.Select(row => row.Coder).Distinct())}", files.FirstOrDefault());
    }

    /// <summary>The platform of a post by its code, or else by its best label.</summary>
    private static Func<string, string?>? Sets(Codebook codebook, List<CodedPost>? rows, IReadOnlyList<LabelledPost>? labelled)
    {
        var sets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in labelled ?? [])
        {
            if (row.Codes.Count > 0)
                sets[row.Id] = Top(row.Codes[0].Code) ?? StudyPost.NoSet;
        }

        foreach (var row in rows ?? [])
        {
            if (Top(row.Code) is { } top)
                sets[row.PostId] = top;
        }

        return sets.Count == 0 ? null : id => sets.GetValueOrDefault(id);

        string? Top(string code) => codebook.IndexOf(code) is >= 0 and var index ? codebook.TopLevel[codebook.TopOf(index)].Id : null;
    }

    private static void CheckOverlap(string? file, string what, IEnumerable<string>? ids, HashSet<string> known)
    {
        if (ids is null || file is null)
            return;
        var all = ids.ToList();
        var outside = all.Count(id => !known.Contains(id));
        if (outside == all.Count)
            throw new InputException($"none of its {all.Count} posts is among the {known.Count} posts studied; give the {what}s of these posts", file);
        if (outside > 0)
            Screen.Message(string.Create(CultureInfo.InvariantCulture, $"{file}: {outside} of {all.Count} posts are not among the posts studied and are left out"));
    }

    private static void Save(StudyReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        void File(string name, string text) => AtomicFile.Write(Path.Combine(folder, name), text);
        File("study.html", StudyPage.Write(report));
        File("study.json", StudyJson.Write(report));
        File("popularity.csv", StudyTables.Popularity(report));
        File("difficulty.csv", StudyTables.Difficulty(report));
        File("tests.csv", StudyTables.Tests(report));
        foreach (var (taxonomy, name, title) in new[] { (report.Coded, "taxonomy", "Challenges, posts coded by people"), (report.Labelled, "taxonomy-model", "Challenges, posts labelled by the model (expected counts)") })
        {
            if (taxonomy is null)
                continue;
            File(name + ".csv", TaxonomyText.Csv(taxonomy));
            File(name + ".svg", TaxonomySvg.Write(taxonomy, title));
        }
    }

    private static void Print(StudyReport report, string format)
    {
        switch (format)
        {
            case "json":
                Console.Out.Write(StudyJson.Write(report));
                break;
            case "csv":
                Console.Out.Write(report.Coded is null && report.Labelled is null
                    ? throw new InputException("there is no taxonomy to print: give --codes or --labels", report.Source)
                    : string.Concat(new[] { report.Coded, report.Labelled }.OfType<Taxonomy>().Select((taxonomy, i) => i == 0 ? TaxonomyText.Csv(taxonomy) : TaxonomyText.Csv(taxonomy).Split('\n', 2)[1])));
                break;
            default:
                Console.Out.Write(StudyText.Write(report));
                break;
        }
    }

    private sealed class Share(ProgressLine line) : IProgress<double>
    {
        public void Report(double value) => line.Report("drawing labellings", value);
    }
}
