using System.Globalization;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Features;
using Triage.Posts;
using Triage.Predictions;

namespace Triage.Evaluation.Details;

/// <summary>Something simple, or somebody, to set a model beside.</summary>
/// <param name="Name">What it is.</param>
/// <param name="How">How it decides, and on what.</param>
/// <param name="N">Rows with a code that its figures rest on.</param>
/// <param name="Figures">Figures by key, as in <see cref="EvaluationReport.Figures"/>; only those that mean something for it.</param>
public sealed record Baseline(string Name, string How, int N, IReadOnlyDictionary<string, Figure> Figures);

/// <summary>A coded post that a baseline may look at.</summary>
/// <param name="Id">The post; it is never its own neighbour.</param>
/// <param name="Features">Its features over the table of terms.</param>
/// <param name="Code">Index of its code.</param>
public sealed record KnownPost(string Id, FeatureVector Features, int Code);

/// <summary>Computes baselines on the rows of an evaluation.</summary>
public sealed class Baselines
{
    private static readonly string[] Ranked = ["leaf.top1", "leaf.top3", "leaf.top5", "leaf.kappa", "leaf.macroF1", "inner.accuracy", "platform.ofCode"];
    private static readonly string[] Single = ["leaf.top1", "leaf.kappa", "leaf.macroF1", "inner.accuracy", "platform.ofCode"];
    private readonly List<EvaluationRow> rows;
    private readonly Codebook codebook;
    private readonly int seed;

    /// <param name="posts">Rows of the coder that the model is measured against; of several repeats the first counts.</param>
    /// <param name="codebook">The codes.</param>
    /// <param name="seed">For the intervals.</param>
    public Baselines(IEnumerable<EvaluatedPost> posts, Codebook codebook, int seed = 1)
    {
        rows = [.. posts.DistinctBy(post => post.Gold.PostId).Select(post => post.ToRow(codebook)).Where(row => row.Gold is not null)];
        this.codebook = codebook;
        this.seed = seed;
    }

    /// <summary>The most frequent codes of the known posts, the same for every post.</summary>
    public Baseline Majority(IReadOnlyList<KnownPost> known)
    {
        var shares = new float[codebook.Count];
        foreach (var post in known)
            shares[post.Code] += 1f / known.Count;
        return Measure("majority", "the most frequent codes, whatever the post", Ranked, _ => shares);
    }

    /// <summary>
    /// Keyword rules without tuning: the words of each code's names, definition, hints and synonyms, weighed by how few codes they stand in; the code whose words are
    /// nearest to the post's title and prose by cosine.
    /// </summary>
    public Baseline Keywords(IReadOnlyDictionary<string, FeatureVector> features, TermTable terms)
    {
        var text = new PostText();
        var index = new CosineIndex([.. codebook.Codes.Select(code =>
        {
            // As title and as body, because a word's feature tells the block that it stands in.
            var words = string.Join(". ", Path(code).Concat(code.Synonyms).Concat(code.Hints).Append(code.Definition));
            text.Set(new Post { Id = code.Id, Title = words, Body = words, Format = BodyFormat.Markdown });
            return Featurizer.Collect(text, terms);
        })]);
        return Measure("keyword rules", "the code whose name, definition and hints share most rare words with the post", Ranked,
            row => features.TryGetValue(row.PostId, out var own) ? [.. index.Similarities(own).Select(cosine => (float)cosine)] : new float[codebook.Count]);
    }

    /// <summary>The code of the most similar other post; the codes of the next ones follow.</summary>
    public Baseline Nearest(IReadOnlyDictionary<string, FeatureVector> features, IReadOnlyList<KnownPost> known, Action<double>? progress = null)
    {
        var index = new CosineIndex([.. known.Select(post => post.Features)]);
        var done = 0;
        return Measure("nearest post", string.Create(CultureInfo.InvariantCulture, $"the code of the most similar of {known.Count:N0} coded posts (TF-IDF, cosine), the post itself left out"), Ranked, row =>
        {
            progress?.Invoke(++done / (double)rows.Count);
            var best = new float[codebook.Count];
            if (!features.TryGetValue(row.PostId, out var own))
                return best;
            var cosines = index.Similarities(own);
            for (var i = 0; i < known.Count; i++)
            {
                if (known[i].Id != row.PostId)
                    best[known[i].Code] = Math.Max(best[known[i].Code], (float)cosines[i]);
            }

            return best;
        });
    }

    /// <summary>Other coders of the same posts; their verdicts (not-deployment, unclear) count as wrong, as the model's best code would.</summary>
    public IReadOnlyList<Baseline> Coders(IEnumerable<CodedPost> others, int least = 20)
    {
        var wanted = rows.Select(row => row.PostId).ToHashSet(StringComparer.Ordinal);
        var result = new List<Baseline>();
        foreach (var coder in others.Where(row => row.Code != Verdict.Pending && wanted.Contains(row.PostId)).GroupBy(row => row.Coder).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var given = coder.DistinctBy(row => row.PostId).ToDictionary(row => row.PostId, row => codebook.IndexOf(row.Code), StringComparer.Ordinal);
            var own = rows.Where(row => given.ContainsKey(row.PostId)).ToList();
            if (own.Count >= least)
                result.Add(Decided(coder.Key, "another coder of the same posts", own, row => given[row.PostId]));
        }

        return result;
    }

    /// <summary>The figures that an earlier evaluation wrote, on its own posts.</summary>
    public static Baseline Previous(IReadOnlyDictionary<string, Figure> figures, int n, string file) => new("previous run", $"the figures of {file}, on its own posts", n, figures);

    private IEnumerable<string> Path(Code code)
    {
        for (var node = codebook.Find(code.Id); node is not null; node = node.Parent)
            yield return node.Name;
    }

    private Baseline Measure(string name, string how, IReadOnlyList<string> keys, Func<EvaluationRow, float[]> scores)
    {
        var platform = new float[codebook.TopLevel.Count];
        var own = rows.ConvertAll(row => row with { Prediction = new Prediction(row.PostId, 1, platform, scores(row)) });
        return Figures(name, how, keys, own);
    }

    private Baseline Decided(string name, string how, List<EvaluationRow> own, Func<EvaluationRow, int> codeOf)
    {
        var platform = new float[codebook.TopLevel.Count];
        // A verdict is no code: it is measured as a code that is surely not the gold one, of another category and platform where there is one.
        return Figures(name, how, Single, own.ConvertAll(row =>
        {
            var scores = new float[codebook.Count];
            scores[codeOf(row) is >= 0 and var code ? code : Other(row.Gold!.Value)] = 1;
            return row with { Prediction = new Prediction(row.PostId, 1, platform, scores) };
        }));
    }

    private int Other(int gold) => Enumerable.Range(0, codebook.Count).OrderBy(code => codebook.TopOf(code) == codebook.TopOf(gold)).ThenBy(code => codebook.InnerOf(code) == codebook.InnerOf(gold)).First(code => code != gold);

    private Baseline Figures(string name, string how, IReadOnlyList<string> keys, List<EvaluationRow> own)
    {
        if (own.Count == 0)
            return new Baseline(name, how, 0, new Dictionary<string, Figure>());
        var report = EvaluationReport.Compute(new EvaluationInput(own, codebook), 300, seed);
        return new Baseline(name, how, report.N, keys.ToDictionary(key => key, key => report[key]));
    }
}
