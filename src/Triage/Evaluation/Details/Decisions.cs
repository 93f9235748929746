using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Evaluation.Details;

/// <summary>What becomes of the rows of one code when abstaining is "not classified": a missed row, but not a wrong one of another code.</summary>
/// <param name="Code">The code.</param>
/// <param name="NotClassified">Its rows that the model abstains from.</param>
/// <param name="Figures">Precision over the rows given the code; recall over all its rows, the not classified included.</param>
public sealed record CodeDecisions(string Code, int NotClassified, ClassFigures Figures);

/// <summary>How the codes of one inner category are taken for one another.</summary>
/// <param name="Category">The category.</param>
/// <param name="Codes">Its codes.</param>
/// <param name="Counts">Rows by gold code (first index) and predicted code (second index); then a column of codes elsewhere, and one of not classified.</param>
public sealed record SiblingConfusion(string Category, IReadOnlyList<string> Codes, IReadOnlyList<IReadOnlyList<int>> Counts);

/// <summary>A wrong best code with its score.</summary>
/// <param name="PostId">The post.</param>
/// <param name="Gold">The coder's code.</param>
/// <param name="SecondGold">The coder's second code.</param>
/// <param name="Predicted">The model's best code.</param>
/// <param name="Score">Its score.</param>
/// <param name="GoldScore">Score of the coder's code; null for a verdict.</param>
/// <param name="Decision">What the model would have done.</param>
public sealed record Mistake(string PostId, string Gold, string? SecondGold, string Predicted, double Score, double? GoldScore, Decision Decision);

/// <summary>Decisions of a model against a coder, post by post.</summary>
public static class Decisions
{
    /// <summary>Each code that occurs in gold or prediction.</summary>
    public static IReadOnlyList<CodeDecisions> PerCode(IReadOnlyList<EvaluatedPost> posts, Codebook codebook)
    {
        var (gold, predicted) = Columns(posts, codebook);
        var missed = new int[codebook.Count];
        for (var i = 0; i < gold.Count; i++)
            missed[gold[i]] += predicted[i] < 0 ? 1 : 0;
        return [.. new Classification(gold, predicted, codebook.Count).PerClass().Where(figures => figures.Support > 0 || figures.Predicted > 0)
            .Select(figures => new CodeDecisions(codebook[figures.Class].Id, missed[figures.Class], figures))];
    }

    /// <summary>Categories of at least two codes, of which rows exist; those with most confusion among siblings first.</summary>
    public static IReadOnlyList<SiblingConfusion> Siblings(IReadOnlyList<EvaluatedPost> posts, Codebook codebook)
    {
        var (gold, predicted) = Columns(posts, codebook);
        var matrix = new Classification(gold, predicted, codebook.Count).ConfusionMatrix();
        var result = new List<SiblingConfusion>();
        foreach (var siblings in Enumerable.Range(0, codebook.Count).GroupBy(Family).Select(group => group.ToList()).Where(group => group.Count > 1))
        {
            var counts = siblings.Select(code =>
            {
                var own = siblings.Select(other => matrix[code, other]).ToList();
                var all = Enumerable.Range(0, codebook.Count).Sum(other => matrix[code, other]);
                return (IReadOnlyList<int>)[.. own, all - own.Sum(), matrix[code, codebook.Count]];
            }).ToList();
            if (counts.Sum(row => row.Sum()) > 0)
                result.Add(new SiblingConfusion(Name(siblings[0]), [.. siblings.Select(code => codebook[code].Id)], counts));
        }

        return [.. result.OrderByDescending(family => family.Counts.Select((row, i) => row.Take(family.Codes.Count).Sum() - row[i]).Sum())];

        // The codes of a flat codebook are all siblings; elsewhere those of an inner category.
        int Family(int code) => codebook.Inner.Count == codebook.Count && codebook.TopLevel.Count == codebook.Count ? -1 : codebook.InnerOf(code);
        string Name(int code) => Family(code) < 0 ? codebook.Name : codebook.Inner[codebook.InnerOf(code)].Id;
    }

    /// <summary>The wrong best codes with the highest scores, each post once; posts that the coder found not relevant or unclear count when the model would not abstain.</summary>
    public static IReadOnlyList<Mistake> Mistakes(IReadOnlyList<EvaluatedPost> posts, Codebook codebook, int most = 40)
    {
        var mistakes = from post in posts
                       let best = Ranking.Best(post.Prediction.Code)
                       let gold = codebook.IndexOf(post.Gold.Code)
                       where best != gold && (gold >= 0 || post.Outcome.Decision != Decision.Abstain)
                       let score = (double)post.Prediction.Code[best] * (gold >= 0 ? 1 : post.Prediction.Relevance)
                       orderby score descending, post.Gold.PostId
                       select new Mistake(post.Gold.PostId, post.Gold.Code, post.Gold.SecondCode, codebook[best].Id, score, gold >= 0 ? post.Prediction.Code[gold] : null, post.Outcome.Decision);
        return [.. mistakes.DistinctBy(mistake => mistake.PostId).Take(most)];
    }

    private static (List<int> Gold, List<int> Predicted) Columns(IReadOnlyList<EvaluatedPost> posts, Codebook codebook)
    {
        var coded = posts.Where(post => codebook.IndexOf(post.Gold.Code) >= 0).ToList();
        return ([.. coded.Select(post => codebook.IndexOf(post.Gold.Code))], [.. coded.Select(post => post.Outcome.Decision == Decision.Abstain ? -1 : Ranking.Best(post.Prediction.Code))]);
    }
}
