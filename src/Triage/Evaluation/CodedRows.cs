using Triage.Codebooks;

namespace Triage.Evaluation;

/// <summary>The rows of an evaluation that have a gold code, as the columns that figures are computed from.</summary>
internal sealed class CodedRows
{
    private readonly Codebook codebook;
    private readonly List<EvaluationRow> rows;
    private readonly int[] gold;
    private readonly int[] best;
    private readonly Classification codes;

    public CodedRows(EvaluationInput input)
    {
        codebook = input.Codebook;
        rows = [.. input.Rows.Where(row => row.Gold is not null)];
        gold = [.. rows.Select(row => row.Gold!.Value)];
        best = [.. rows.Select(row => Ranking.Best(row.Prediction.Code))];
        codes = new Classification(gold, best, codebook.Count);
        Posts = [.. rows.Select(row => row.PostId)];
        Confidence = [.. rows.Select((row, i) => (double)row.Prediction.Code[best[i]])];
        Right = [.. gold.Select((index, i) => index == best[i])];
    }

    public int Count => rows.Count;

    public IReadOnlyList<string> Posts { get; }

    /// <summary>Score of the best code.</summary>
    public IReadOnlyList<double> Confidence { get; }

    /// <summary>Whether the best code is the gold code.</summary>
    public IReadOnlyList<bool> Right { get; }

    public List<KeyValuePair<string, Figure>> Figures(Bootstrap bootstrap)
    {
        var wanted = Statistics();
        var figures = bootstrap.Intervals([.. wanted.Select(entry => entry.Statistic)]);
        return [.. wanted.Select((entry, i) => KeyValuePair.Create(entry.Key, figures[i]))];
    }

    /// <summary>The figures as statistics of these rows, by their keys.</summary>
    public IReadOnlyList<(string Key, Statistic Statistic)> Statistics()
    {
        var ranks = rows.Select((row, i) => Ranking.Rank(row.Prediction.Code, gold[i])).ToArray();
        var scores = rows.Select(row => row.Prediction.Code).ToList();
        return
        [
            ("leaf.top1", Weighted.Share(ranks.Select(rank => rank <= 1))),
            ("leaf.top3", Weighted.Share(ranks.Select(rank => rank <= 3))),
            ("leaf.top5", Weighted.Share(ranks.Select(rank => rank <= 5))),
            ("leaf.top1OrSecond", Weighted.Share(rows.Select((row, i) => best[i] == row.Gold || best[i] == row.SecondGold))),
            ("leaf.kappa", codes.KappaOf),
            ("leaf.macroF1", codes.MacroF1Of),
            ("inner.accuracy", Weighted.Share(gold.Select((index, i) => codebook.InnerOf(index) == codebook.InnerOf(best[i])))),
            ("inner.summed", Weighted.Share(gold.Select((index, i) => codebook.InnerOf(index) == BestInner(rows[i].Prediction.Code)))),
            ("platform.accuracy", Weighted.Share(gold.Select((index, i) => codebook.TopOf(index) == Ranking.Best(rows[i].Prediction.Platform)))),
            ("platform.ofCode", Weighted.Share(gold.Select((index, i) => codebook.TopOf(index) == codebook.TopOf(best[i])))),
            ("calibration.ece", Calibration.ExpectedErrorOf(Confidence, Right)),
            ("calibration.brier", Weighted.Mean(Calibration.Brier(scores, gold))),
            ("calibration.logLoss", Weighted.Mean(Calibration.LogLoss(scores, gold))),
        ];
    }

    public IReadOnlyList<LevelCoverage> Levels(Bootstrap bootstrap) => LevelCoverage.Compute(codebook, [.. rows.Select(row => row.Prediction.Code)], gold, bootstrap);

    public IReadOnlyList<CodeReport> PerCode()
        => [.. codes.PerClass().Where(figures => figures.Support > 0 || figures.Predicted > 0)
            .Select(figures => new CodeReport(codebook[figures.Class].Id, figures, figures.Support < 5))];

    public IReadOnlyList<Confusion> Confusions()
        => [.. gold.Zip(best).Where(pair => pair.First != pair.Second).GroupBy(pair => pair)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.First).ThenBy(group => group.Key.Second)
            .Select(group => new Confusion(codebook[group.Key.First].Id, codebook[group.Key.Second].Id, group.Count()))];

    private int BestInner(float[] scores)
    {
        var sums = new float[codebook.Inner.Count];
        for (var i = 0; i < scores.Length; i++)
            sums[codebook.InnerOf(i)] += scores[i];
        return Ranking.Best(sums);
    }
}
