using System.Globalization;
using System.Text;
using Triage.Features;
using Triage.Onnx;

namespace Triage.Training;

/// <summary>What a card says beyond what the build knows.</summary>
/// <param name="FileName">The model file's name.</param>
/// <param name="FileBytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal.</param>
/// <param name="Reported">Which posts the figures are reported on, in words.</param>
/// <param name="Command">The command line that made it.</param>
/// <param name="UnmatchedCodes">Code rows that named posts which were not there.</param>
public sealed record ModelCardContext(string FileName, long FileBytes, string Sha256, string Reported, string Command, int UnmatchedCodes);

/// <summary>
/// A model's card in Markdown: what it is for, data, figures with intervals, decisions, limits, and how to make it again. Holds no date, so that the same
/// build gives the same bytes.
/// Source: Mitchell et al., Model cards for model reporting, FAT* 2019 (what a card must say).
/// </summary>
public sealed class ModelCard
{
    private readonly StringBuilder _text = new();
    private readonly BuiltModel _built;
    private readonly Corpus _corpus;
    private readonly BuildOptions _options;
    private readonly Func<CorpusPost, bool> _report;
    private readonly ModelCardContext _context;
    private readonly DataSummary _data;

    private ModelCard(BuiltModel built, Corpus corpus, BuildOptions options, Func<CorpusPost, bool> report, ModelCardContext context)
    {
        (_built, _corpus, _options, _report, _context) = (built, corpus, options, report, context);
        _data = DataSummary.Of(corpus);
    }

    /// <param name="built">The model and what was measured on the way.</param>
    /// <param name="corpus">What it was trained on.</param>
    /// <param name="options">How it was built.</param>
    /// <param name="report">Which posts the figures count.</param>
    /// <param name="context">The rest.</param>
    public static string Write(BuiltModel built, Corpus corpus, BuildOptions options, Func<CorpusPost, bool> report, ModelCardContext context) =>
        new ModelCard(built, corpus, options, report, context).Write();

    private string Write()
    {
        Purpose();
        Data();
        Figures();
        Decisions();
        Limits();
        Rebuild();
        return _text.ToString();
    }

    private void Purpose()
    {
        var codebook = _corpus.Codebook;
        Line($"# Model card: {_context.FileName}");
        Line($"Reads a technical question (title, tags, prose, code; answers where there are any) and scores the {codebook.Count} codes of the codebook *{codebook.Name}* (version {codebook.Version}), its {codebook.TopLevel.Count} top-level nodes, and whether the question is about the codebook's subject at all. Made to sort questions and to suggest codes to people who study them; `accept` marks what may be taken without a person, `suggest` what a person should choose from. Not made to judge people, and not tested on other kinds of text.");
        Line("");
        Table(["", ""], [
            ["product", $"Triage {_built.Model.Metadata[ModelMetadata.ProductVersion]}, tokeniser {Tokenizer.Version.ToString(CultureInfo.InvariantCulture)}"],
            ["file", $"{N(_context.FileBytes)} bytes, SHA-256 `{_context.Sha256}`"],
            ["features", $"{N(_built.Model.Terms.Count - 1)} terms, width {N(_built.Model.Width)}, {N(_built.Model.Members)} member{(_built.Model.Members == 1 ? "" : "s")}"],
            ["trainer", $"{_options.Recipe.Trainer.Name}: {string.Join(", ", _options.Recipe.Trainer.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value}"))}; seed {_options.Seed.ToString(CultureInfo.InvariantCulture)}"],
        ]);
    }

    private void Data()
    {
        Line("## Data");
        Line($"{N(_data.Posts)} coded posts, {N(_data.PostsWithAnswers)} of them with answers (trained on with and without these); {N(_data.NotDeployment)} are not about the subject. {N(_corpus.Uncoded)} posts without a code were not used; {N(_context.UnmatchedCodes)} code rows named posts that were not there.");
        Line($"Fingerprint (SHA-256 over ids, texts and codes in order): `{_data.Fingerprint}`");
        Line("");
        Table(["coder", "rows"], _data.RowsByCoder.Select(c => new[] { c.Key, N(c.Value) }));
        Table(["era or year asked", "posts"], _data.PostsByEra.Select(e => new[] { e.Key, N(e.Value) }));
    }

    private void Figures()
    {
        Line("## Figures");
        if (_options.Plan is not { } plan)
        {
            Line("Nothing was measured on the way (no cross-validation was asked for): scores are not calibrated, and no node is ever accepted.");
            Line("");
            return;
        }

        Line($"Cross-validation with {plan.Folds} folds, {plan.Repeats} repeat{(plan.Repeats == 1 ? "" : "s")}, seed {plan.Seed}, grouped by post and stratified by code; vocabulary and weights are learned anew in each fold{(plan.ScoreWritten ? "" : ", with all posts written for training on the training side")}. Reported on {_context.Reported}. In brackets 95 % bootstrap intervals over posts. *Question*: the same posts without their answers, as they stand when they are asked.");
        Line("");
        var columns = _built.Figures.Where(f => f.Full.N > 0).SelectMany(f => new[] { ($"{f.Coder}", f.Full), ($"{f.Coder}, question", f.Question) }).ToList();
        if (columns.Count == 0)
            Line("No coder has 20 scored posts or more among these: nothing to report.");
        else
            Table(["", .. columns.Select(c => c.Item1)], FigureTable.Rows([.. columns.Select(c => c.Item2)]));
        var negatives = NegativeCoders.Compute(_built.Scores, _report, _options.Seed);
        if (negatives.Count > 0)
            Table(["relevance: coded posts against posts of", "AUC", "question"], negatives.Select(n => new[] { $"{n.Coder} ({N(n.Posts)})", FigureTable.Text(n.Full), FigureTable.Text(n.Question) }));
    }

    private void Decisions()
    {
        Line("## Decisions");
        Line(string.Create(CultureInfo.InvariantCulture, $"Target: {_options.TargetPrecision:P0} of accepted posts right at the node given (`fallback`), a node of level {_options.AcceptLevel} or deeper, or without children. Temperatures and thresholds are cross-fitted: those by which a post is judged here were learned without it; the model holds the ones learned on all."));
        Line("");
        var rows = _built.Calibration is null ? [] : DecisionFigures.Compute(_built.Scores, _corpus.Codebook, _built.Calibration, _report);
        if (rows.Count > 0)
        {
            Table(
                ["coder", "posts", "accept", "of these right", "suggest", "abstain"],
                rows.Select(r => new[] { r.Coder, N(r.Posts), Percent(r.Accept), Percent(r.AcceptRight), Percent(r.Suggest), Percent(r.Abstain) }));
        }
    }

    private void Limits()
    {
        Line("## Known limits");
        var few = _corpus.Codebook.Codes.Select(c => (c.Id, Asked: _data.AskedPostsByCode.GetValueOrDefault(c.Id), All: _data.PostsByCode.GetValueOrDefault(c.Id))).Where(c => c.Asked < 10).ToList();
        var eras = _data.PostsByEra.Where(e => e.Key != "unknown").Select(e => e.Key).ToList();
        Line($"- **Eras.** {(eras.Count == 0 ? "The posts do not say when they were asked." : $"Posts say they are of {eras[0]} to {eras[^1]} (table above); tools that came later are unknown words.")}");
        Line("- **Languages.** The posts are in English; words of other languages are mostly unknown, and scores then rest on code and tool names.");
        Line("- **Answers.** They help where they are there; a question just asked has none. Compare the columns *question*.");
        Line("- **Coders.** The figures are agreement with a coder, and coders disagree among themselves; a figure cannot be read without theirs.");
        Line($"- **Codes with few posts.** {(few.Count == 0 ? "None has under ten real ones." : $"{few.Count} of {_corpus.Codebook.Count} codes are the likeliest code of under ten real questions; their scores rest on posts written for training, or on almost nothing:")}");
        Line("");
        if (few.Count > 0)
            Table(["code", "real questions", "with written posts"], few.Select(c => new[] { $"`{c.Id}`", N(c.Asked), N(c.All) }));
    }

    private void Rebuild()
    {
        Line("## How to make it again");
        Line("With the same data at hand this gives the same bytes on the same kind of processor:");
        Line("");
        Line($"    {_context.Command}");
    }

    private void Line(string text) => _text.Append(text).Append('\n');

    private void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(header);
        Row([.. header.Select((_, i) => i == 0 ? "---" : "---:")]);
        foreach (var row in rows)
            Row(row);
        Line("");
    }

    private void Row(IReadOnlyList<string> cells) => Line($"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |");

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => double.IsNaN(share) ? "-" : (share * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
