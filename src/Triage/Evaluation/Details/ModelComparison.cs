using MathNet.Numerics.Distributions;
using Triage.Codebooks;

namespace Triage.Evaluation.Details;

/// <summary>One figure of two models on the same rows.</summary>
/// <param name="Key">The figure's key.</param>
/// <param name="This">Of this model.</param>
/// <param name="Other">Of the other.</param>
/// <param name="Difference">This minus other, from paired resamples of posts.</param>
public sealed record ComparedFigure(string Key, double This, double Other, PairedDifference Difference);

/// <summary>Two models on the same posts.</summary>
/// <param name="Other">What the other is called.</param>
/// <param name="Rows">Rows that both scored.</param>
/// <param name="Figures">Figures of both.</param>
/// <param name="OnlyThis">Posts of which only this model's best code is right.</param>
/// <param name="OnlyOther">Posts of which only the other's is.</param>
/// <param name="McNemar">Two-sided p of McNemar's exact test on these two.</param>
public sealed record ModelComparison(string Other, int Rows, IReadOnlyList<ComparedFigure> Figures, int OnlyThis, int OnlyOther, double McNemar)
{
    /// <summary>
    /// Compares with what another evaluation predicted for the same posts. Differences rest on paired bootstrap resamples of posts (Efron and Tibshirani 1993); best codes also on
    /// McNemar's test in its exact form (McNemar, Psychometrika 12 (1947), 153-157).
    /// </summary>
    /// <param name="rows">This model's rows.</param>
    /// <param name="repeats">The repeat of each row.</param>
    /// <param name="others">The other's predictions.</param>
    /// <param name="codebook">The codes.</param>
    /// <param name="name">What to call the other.</param>
    /// <param name="seed">For the resamples.</param>
    /// <exception cref="InputException">No row is in both.</exception>
    public static ModelComparison Of(IReadOnlyList<EvaluationRow> rows, IReadOnlyList<int> repeats, PredictionFile others, Codebook codebook, string name, int seed = 1)
    {
        var both = rows.Select((row, i) => (Row: row, Other: others.Find(row.PostId, repeats[i]))).Where(pair => pair.Row.Gold is not null && pair.Other is not null).ToList();
        if (both.Count == 0)
            throw new InputException("none of its posts is among the posts evaluated here; compare runs on the same posts", name);
        var bootstrap = new Bootstrap([.. both.Select(pair => pair.Row.PostId)], seed: seed);
        var gold = both.ConvertAll(pair => pair.Row.Gold!.Value);
        var own = both.ConvertAll(pair => Order(pair.Row.Prediction.Code));
        var other = both.ConvertAll(pair => pair.Other!);
        List<ComparedFigure> figures = [];
        foreach (var k in new[] { 1, 3, 5 }.Where(k => k <= others.Top))
            Add($"leaf.top{k}", own.Select((codes, i) => codes.Take(k).Contains(gold[i])), other.Select((codes, i) => codes.Take(k).Contains(gold[i])));
        Add("inner.accuracy", own.Select((codes, i) => Inner(codes[0]) == Inner(gold[i])), other.Select((codes, i) => Inner(codes[0]) == Inner(gold[i])));
        Add("platform.ofCode", own.Select((codes, i) => Top(codes[0]) == Top(gold[i])), other.Select((codes, i) => Top(codes[0]) == Top(gold[i])));
        var posts = Enumerable.Range(0, both.Count).DistinctBy(i => both[i].Row.PostId).ToList();
        int onlyThis = posts.Count(i => own[i][0] == gold[i] && other[i][0] != gold[i]), onlyOther = posts.Count(i => own[i][0] != gold[i] && other[i][0] == gold[i]);
        return new ModelComparison(name, both.Count, figures, onlyThis, onlyOther, Exact(onlyThis, onlyOther));

        int Inner(int code) => code < 0 ? -1 : codebook.InnerOf(code);
        int Top(int code) => code < 0 ? -1 : codebook.TopOf(code);
        void Add(string key, IEnumerable<bool> mine, IEnumerable<bool> theirs)
        {
            Statistic first = Weighted.Share(mine), second = Weighted.Share(theirs);
            figures.Add(new ComparedFigure(key, Weighted.Once(first, both.Count), Weighted.Once(second, both.Count), bootstrap.Difference(first, second)));
        }
    }

    /// <summary>Two-sided p of McNemar's exact test: the chance of discordant pairs at least as uneven.</summary>
    internal static double Exact(int first, int second)
        => first + second == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, first + second, Math.Min(first, second)));

    private static int[] Order(float[] scores) => [.. Enumerable.Range(0, scores.Length).OrderByDescending(code => scores[code]).Take(5)];
}
