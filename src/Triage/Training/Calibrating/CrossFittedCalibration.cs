using Triage.Codebooks;
using Triage.Predictions;

namespace Triage.Training.Calibrating;

/// <summary>
/// A calibration that can be reported on: the posts are dealt into groups, and each group's temperatures and thresholds are fitted on the other groups,
/// so that no post helps to set what it is judged by. The shipped model gets <see cref="Final"/>, fitted on all of them.
/// </summary>
public sealed class CrossFittedCalibration
{
    private const int Groups = 5;

    private readonly OutOfFoldCalibration[] _byGroup;
    private readonly Decider[] _deciders;

    private CrossFittedCalibration(OutOfFoldCalibration final, OutOfFoldCalibration[] byGroup, Codebook codebook)
    {
        (Final, _byGroup) = (final, byGroup);
        _deciders = [.. byGroup.Select(c => new Decider(codebook, c.Thresholds))];
    }

    public OutOfFoldCalibration Final { get; }

    /// <param name="scores">Out-of-fold scores of posts that no choice was made by: the ones that are reported on.</param>
    /// <param name="corpus">Gives the codebook.</param>
    /// <param name="target">Precision that accepting aims at.</param>
    /// <param name="level">Depth in the tree from which a node is accepted.</param>
    public static CrossFittedCalibration Fit(IReadOnlyList<OutOfFold> scores, Corpus corpus, double target, int level)
    {
        var groups = Enumerable.Range(0, Groups)
            .Select(g => OutOfFoldCalibration.Fit([.. scores.Where(s => GroupOf(s.Post.Id) != g)], corpus, target, level));
        return new CrossFittedCalibration(OutOfFoldCalibration.Fit(scores, corpus, target, level), [.. groups], corpus.Codebook);
    }

    /// <summary>Calibrated scores of a post, by the groups it does not belong to.</summary>
    public OutOfFold Apply(OutOfFold score) => _byGroup[GroupOf(score.Post.Id)].Apply(score);

    /// <summary>The decision on a post's calibrated scores, by thresholds learned without it.</summary>
    public Outcome Decide(Prediction calibrated) => _deciders[GroupOf(calibrated.PostId)].Decide(calibrated);

    /// <summary>By a hash of the id (FNV-1a), the same on every machine.</summary>
    private static int GroupOf(string postId)
    {
        var hash = 2166136261u;
        foreach (var c in postId)
            hash = (hash ^ c) * 16777619u;
        return (int)((hash ^ (hash >> 15)) % Groups);
    }
}
