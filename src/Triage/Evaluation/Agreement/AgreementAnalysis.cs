using Triage.Codebooks;
using Triage.Codes;

namespace Triage.Evaluation.Agreement;

/// <summary>Computes an <see cref="AgreementReport"/>; its only state is the input.</summary>
public sealed class AgreementAnalysis
{
    private const string ByFormula = "analytic (Fleiss, Cohen and Everitt 1969)";
    private const string ByWilson = "analytic (Wilson 1927)";
    private const string ByGwet = "analytic (Gwet 2008)";
    private readonly CodeTable table;
    private readonly Codebook codebook;
    private readonly HierarchyCredit credit;
    private readonly int resamples;
    private readonly int seed;
    private readonly Ratings codes;

    /// <param name="table">Who gave which post which code.</param>
    /// <param name="codebook">The tree that levels and partial credit come from.</param>
    /// <param name="credit">Partial credit; <see cref="HierarchyCredit.Default"/> where left out.</param>
    /// <param name="resamples">For the bootstrap intervals.</param>
    /// <param name="seed">Same seed, same intervals.</param>
    /// <exception cref="InputException">A code is not in the codebook.</exception>
    public AgreementAnalysis(CodeTable table, Codebook codebook, HierarchyCredit? credit = null, int resamples = 1000, int seed = 1)
    {
        this.table = table;
        this.codebook = codebook;
        this.credit = credit ?? HierarchyCredit.Default;
        this.resamples = resamples;
        this.seed = seed;
        for (var post = 0; post < table.Posts.Count; post++)
        {
            for (var coder = 0; coder < table.Coders.Count; coder++)
            {
                if (table.Row(post, coder) is { } row && !Verdict.Is(row.Code) && codebook.IndexOf(row.Code) < 0)
                    throw new InputException(UnknownCode.Message(row.Code, codebook) + " (codes of another codebook cannot be compared)", row.Source, row.Line, "code");
            }
        }

        codes = Ratings.From(table, code => code);
    }

    private string ByBootstrap => FormattableString.Invariant($"bootstrap over posts ({resamples} resamples)");

    /// <summary>The whole report.</summary>
    /// <param name="model">The model's code of each post, to set against the consensus; null without a model.</param>
    public AgreementReport Compute(IReadOnlyDictionary<string, string>? model = null) => new()
    {
        Coders = table.Coders,
        Posts = codes.Count,
        Overall = [.. Levels().SelectMany(level => OfMany(Ratings.From(table, level.LabelOf), level.Name))],
        Pairs = [.. Pairs()],
        PerCode = PerLabel(codes),
        PerPlatform = [.. PerPlatform()],
        Disagreements = [.. Disagreements()],
        AgainstConsensus = [.. new ConsensusComparison(table, Compare).Run(model)],
        Notes = AgreementNotes.On(codes, table.Coders, table.Posts.Count),
    };

    /// <summary>The levels of the codebook that differ from one another.</summary>
    private List<(string Name, Func<string, string> LabelOf)> Levels()
    {
        var levels = new List<(string, Func<string, string>)> { ("code", code => code) };
        if (codebook.Inner.Count < codebook.Count)
            levels.Add(("inner", InnerOf));
        if (codebook.TopLevel.Count < codebook.Inner.Count)
            levels.Add(("platform", TopOf));
        return levels;
    }

    private string InnerOf(string code) => codebook.IndexOf(code) is >= 0 and var index ? codebook.Inner[codebook.InnerOf(index)].Id : code;

    private string TopOf(string code) => codebook.IndexOf(code) is >= 0 and var index ? codebook.TopLevel[codebook.TopOf(index)].Id : code;

    private IEnumerable<AgreementFigure> OfMany(Ratings ratings, string level)
    {
        var bootstrap = new Bootstrap(ratings.Ids, resamples, seed);
        var n = ratings.Count;
        var figures = bootstrap.Intervals([PercentAgreement.OfMany(ratings), KrippendorffAlpha.Of(ratings)]);
        yield return ratings.Coders == 2
            ? Percent(ratings.Pair(0, 1).First, ratings.Pair(0, 1).Second, level)
            : new AgreementFigure("percent", level, figures[0], n, ByBootstrap);
        if (ratings.Coders == 2)
            yield return new AgreementFigure("kappa", level, Kappa.Cohen(ratings.Pair(0, 1).First, ratings.Pair(0, 1).Second, ratings.Labels.Count), n, ByFormula);
        yield return new AgreementFigure("fleiss", level, FleissKappa.Compute(ratings), n, ByGwet);
        yield return new AgreementFigure("alpha", level, figures[1], n, ByBootstrap);
        yield return new AgreementFigure("ac1", level, GwetAc1.Compute(ratings), n, ByGwet);
    }

    private IEnumerable<PairAgreement> Pairs()
    {
        for (var a = 0; a < table.Coders.Count; a++)
        {
            for (var b = a + 1; b < table.Coders.Count; b++)
            {
                var (first, second, ids) = codes.Pair(a, b);
                var both = new Ratings([.. first.Select((label, i) => new[] { label, second[i] })], codes.Labels, ids);
                var confusion = first.Zip(second).Where(pair => pair.First != pair.Second)
                    .GroupBy(pair => pair).Select(group => new ConfusedCodes(codes.Labels[group.Key.First], codes.Labels[group.Key.Second], group.Count()))
                    .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.First, StringComparer.Ordinal).ThenBy(pair => pair.Second, StringComparer.Ordinal);
                yield return new PairAgreement(table.Coders[a], table.Coders[b], first.Length, Compare(Names(first), Names(second)), [.. confusion],
                    AgreementNotes.On(both, [table.Coders[a], table.Coders[b]], table.Posts.Count));
            }
        }
    }

    private List<string> Names(int[] labels) => [.. labels.Select(label => codes.Labels[label])];

    /// <summary>Per cent and kappa of two lists of codes at each level, and hierarchical kappa.</summary>
    private IReadOnlyList<AgreementFigure> Compare(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var figures = new List<AgreementFigure>();
        foreach (var (level, labelOf) in Levels())
        {
            var names = first.Concat(second).Select(labelOf).Distinct().ToList();
            int[] a = [.. first.Select(code => names.IndexOf(labelOf(code)))], b = [.. second.Select(code => names.IndexOf(labelOf(code)))];
            figures.Add(Percent(a, b, level));
            figures.Add(new AgreementFigure("kappa", level, Kappa.Cohen(a, b, names.Count), a.Length, ByFormula));
            if (level != "code")
                continue;
            var table = credit.Table(codebook, names);
            figures.Add(new AgreementFigure("kappa.hierarchical", level, Kappa.WeightedBy(a, b, names.Count, (i, j) => table[i, j]), a.Length, ByFormula));
        }

        return figures;
    }

    private static AgreementFigure Percent(int[] first, int[] second, string level)
        => new("percent", level, PercentAgreement.OfTwo(first, second), first.Length, ByWilson);

    private IReadOnlyList<LabelAgreement> PerLabel(Ratings ratings)
    {
        var figures = new Bootstrap(ratings.Ids, resamples, seed).Intervals([.. Enumerable.Range(0, ratings.Labels.Count).Select(label => PercentAgreement.Positive(ratings, label))]);
        return [.. Enumerable.Range(0, ratings.Labels.Count)
            .Select(label => (label, items: ratings.Items.Count(item => item.Contains(label))))
            .Where(entry => entry.items > 0)
            .OrderBy(entry => codebook.Find(ratings.Labels[entry.label])?.Codes[0] ?? int.MaxValue).ThenBy(entry => ratings.Labels[entry.label], StringComparer.Ordinal)
            .Select(entry => new LabelAgreement(ratings.Labels[entry.label], figures[entry.label], entry.items, entry.items < 5))];
    }

    private IEnumerable<PlatformAgreement> PerPlatform()
    {
        foreach (var platform in PerLabel(Ratings.From(table, TopOf)).Where(label => !Verdict.Is(label.Label)))
        {
            var within = Enumerable.Range(0, codes.Count).Where(i => codes.Items[i].All(label => label < 0 || TopOf(codes.Labels[label]) == platform.Label)).ToList();
            yield return new PlatformAgreement(platform, within.Count == 0 ? [] : [.. OfMany(new Ratings([.. within.Select(i => codes.Items[i])], codes.Labels, [.. within.Select(i => codes.Ids[i])]), "code")]);
        }
    }

    private IEnumerable<Disagreement> Disagreements()
    {
        for (var post = 0; post < table.Posts.Count; post++)
        {
            var given = Enumerable.Range(0, table.Coders.Count).Select(coder => table[post, coder]).ToList();
            var different = given.OfType<string>().Distinct().ToList();
            if (different.Count < 2)
                continue;
            var level = different.Select(TopOf).Distinct().Skip(1).Any() ? "platform" : different.Select(InnerOf).Distinct().Skip(1).Any() ? "inner" : "code";
            yield return new Disagreement(table.Posts[post], given, level);
        }
    }
}
