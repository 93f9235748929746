using Triage.Codes;
using Triage.Predictions;

namespace Triage.Training.Calibrating;

/// <summary>Temperatures of the three heads and the thresholds of the tree, all from out-of-fold scores.</summary>
/// <param name="Relevance">Temperature of the relevance head.</param>
/// <param name="Platform">Temperature of the platform head.</param>
/// <param name="Code">Temperature of the code head.</param>
/// <param name="Thresholds">Learned on the scores at these temperatures.</param>
public sealed record OutOfFoldCalibration(float Relevance, float Platform, float Code, Thresholds Thresholds)
{
    /// <summary>Fits to whole posts and bare questions alike; each coder's code is a case of its own.</summary>
    public static OutOfFoldCalibration Fit(IReadOnlyList<OutOfFold> scores, Corpus corpus, double target, int level)
    {
        var cases = new List<(string Post, Prediction Prediction, int Gold)>();
        var relevance = new List<(float Score, bool Relevant)>();
        foreach (var score in scores)
        {
            foreach (var coded in score.Post.Codes.Where(c => c.Code != Verdict.Pending))
            {
                foreach (var prediction in Views(score))
                {
                    relevance.Add((prediction.Relevance, coded.Code != Verdict.NotDeployment));
                    if (!Verdict.Is(coded.Code))
                        cases.Add((score.Post.Id, prediction, corpus.Codebook.IndexOf(coded.Code)));
                }
            }
        }

        var gold = cases.Select(c => c.Gold).ToList();
        var code = Temperature.Fit([.. cases.Select(c => c.Prediction.Code)], gold);
        var platform = Temperature.Fit([.. cases.Select(c => c.Prediction.Platform)], [.. gold.Select(corpus.Codebook.TopOf)]);
        var binary = relevance.Any(r => !r.Relevant) ? Temperature.FitBinary([.. relevance.Select(r => r.Score)], [.. relevance.Select(r => r.Relevant)]) : 1;
        var calibrated = cases.Select(c => Temperature.Apply(c.Prediction.Code, code)).ToList();
        return new OutOfFoldCalibration(binary, platform, code, ThresholdLearning.Learn(corpus.Codebook, calibrated, gold, [.. cases.Select(c => c.Post)], target, level));
    }

    /// <summary>The scores as the calibrated model gives them.</summary>
    public Prediction Apply(Prediction prediction)
    {
        var relevance = Temperature.Apply([1 - prediction.Relevance, prediction.Relevance], Relevance)[1];
        return new Prediction(prediction.PostId, relevance, Temperature.Apply(prediction.Platform, Platform), Temperature.Apply(prediction.Code, Code));
    }

    public OutOfFold Apply(OutOfFold score)
    {
        var full = Apply(score.Full);
        return score with { Full = full, Question = ReferenceEquals(score.Full, score.Question) ? full : Apply(score.Question) };
    }

    private static IEnumerable<Prediction> Views(OutOfFold score) =>
        ReferenceEquals(score.Full, score.Question) ? [score.Full] : [score.Full, score.Question];
}
