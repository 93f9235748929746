using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation;
using Triage.Predictions;
using Triage.Training.Calibrating;

namespace Triage.Experiments;

/// <summary>One experiment's scores on the posts of one coder, with or without answers, as statistics that can be set against those of another experiment.</summary>
internal sealed class ScoredGroup
{
    private readonly IReadOnlyList<(string Key, Statistic Statistic)> _coded;
    private readonly Statistic _auc;

    /// <param name="posts">Calibrated scores with the coder's row of each.</param>
    /// <param name="codebook">The codes.</param>
    /// <param name="calibration">Decides by the experiment's own thresholds.</param>
    public ScoredGroup(IReadOnlyList<(CodedPost Gold, Prediction Prediction)> posts, Codebook codebook, CrossFittedCalibration calibration)
    {
        var rows = new CodedRows(new EvaluationInput([.. posts.Select(p => new EvaluatedPost(p.Gold, p.Prediction, Nothing).ToRow(codebook))], codebook));
        var outcomes = posts.Where(p => !Verdict.Is(p.Gold.Code)).Select(p => (Outcome: calibration.Decide(p.Prediction), Gold: codebook.IndexOf(p.Gold.Code))).ToList();
        CodedIds = rows.Posts;
        _coded =
        [
            .. rows.Statistics(),
            ("accept.coverage", Weighted.Share(outcomes.Select(o => o.Outcome.Decision == Decision.Accept))),
            ("accept.precision", Weighted.Mean([.. outcomes.Select(o => o.Outcome.Decision != Decision.Accept ? double.NaN : codebook.Find(o.Outcome.Fallback)!.Codes.Contains(o.Gold) ? 1 : 0)])),
        ];
        AllIds = [.. posts.Select(p => p.Gold.PostId)];
        _auc = Roc.AucOf([.. posts.Select(p => (double)p.Prediction.Relevance)], [.. posts.Select(p => p.Gold.Code != Verdict.NotDeployment)]);
    }

    private static Outcome Nothing { get; } = new(Decision.Abstain, "");

    /// <summary>The post of each row with a code.</summary>
    public IReadOnlyList<string> CodedIds { get; }

    /// <summary>The post of each row.</summary>
    public IReadOnlyList<string> AllIds { get; }

    /// <summary>All figures with their intervals.</summary>
    public IReadOnlyDictionary<string, Figure> Figures(int seed)
    {
        var intervals = new Bootstrap(CodedIds, seed: seed).Intervals([.. _coded.Select(c => c.Statistic)]);
        return WithAuc(_coded.Select((c, i) => KeyValuePair.Create(c.Key, intervals[i])), new Bootstrap(AllIds, seed: seed).Interval(_auc));
    }

    /// <summary>How far this is above <paramref name="other"/>, which is of the same rows.</summary>
    public IReadOnlyDictionary<string, PairedDifference> Against(ScoredGroup other, int seed)
    {
        var differences = new Bootstrap(CodedIds, seed: seed).Differences([.. _coded.Zip(other._coded, (a, b) => (a.Statistic, b.Statistic))]);
        return WithAuc(_coded.Select((c, i) => KeyValuePair.Create(c.Key, differences[i])), new Bootstrap(AllIds, seed: seed).Difference(_auc, other._auc));
    }

    private static Dictionary<string, T> WithAuc<T>(IEnumerable<KeyValuePair<string, T>> figures, T auc) =>
        new(figures.Append(KeyValuePair.Create("relevance.auc", auc)), StringComparer.Ordinal);
}
