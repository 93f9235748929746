using Triage.Codebooks;
using Triage.Codes;
using Triage.Training;

namespace Triage.Suspects;

/// <summary>
/// Finds codes that are most likely wrong, and pairs of codes that overlap, by the scores of models that never saw the posts. The classes are the codes and
/// <c>not-deployment</c>; the probability of a code is that of relevance times the code's. Rows coded <c>unclear</c> or <c>pending</c> are left out.
/// A suspect is a question to the coder, not a correction: the model is wrong more often than a careful coder.
/// </summary>
public sealed class SuspectSearch
{
    private readonly Codebook _codebook;
    private readonly List<(CodedPost Gold, CorpusPost Post, float[] Scores)> _rows;
    private readonly List<int> _given;
    private readonly ConfidentJoint _joint;

    /// <param name="scores">Out-of-fold scores, best calibrated; repeats of a post are averaged.</param>
    /// <param name="codebook">The codes.</param>
    /// <param name="coder">Whose rows; all coders' when null.</param>
    public SuspectSearch(IReadOnlyList<OutOfFold> scores, Codebook codebook, string? coder = null)
    {
        _codebook = codebook;
        _rows =
        [
            .. from post in scores.GroupBy(s => s.Post)
               let mean = Mean([.. post])
               from gold in post.Key.Codes
               where (coder is null || gold.Coder == coder) && gold.Code is not (Verdict.Unclear or Verdict.Pending)
               select (gold, post.Key, mean),
        ];
        _given = [.. _rows.Select(r => r.Gold.Code == Verdict.NotDeployment ? codebook.Count : codebook.IndexOf(r.Gold.Code))];
        _joint = new ConfidentJoint([.. _rows.Select(r => r.Scores)], _given);
    }

    /// <summary>Rows that were looked at.</summary>
    public int Rows => _rows.Count;

    /// <summary>All rows, the likeliest to be wrong first.</summary>
    public IReadOnlyList<Suspect> Rank(SuspectOrder order = SuspectOrder.Margin) =>
    [
        .. _rows.Select((row, i) => Of(i)).OrderBy(s => order == SuspectOrder.Margin ? s.Margin : s.GivenScore)
            .ThenBy(s => s.Gold.PostId, StringComparer.Ordinal).ThenBy(s => s.Gold.Coder, StringComparer.Ordinal),
    ];

    /// <summary>Pairs of classes with rows confidently mixed up, the most first by estimate.</summary>
    public IReadOnlyList<Overlap> Overlaps()
    {
        var given = _given.CountBy(g => g).ToDictionary();
        return
        [
            .. from a in Enumerable.Range(0, _codebook.Count + 1)
               from b in Enumerable.Range(a + 1, _codebook.Count - a)
               where _joint.Thresholds.Count > 0 && _joint.Count(a, b) + _joint.Count(b, a) > 0
               let estimated = _joint.Estimate(a, b) + _joint.Estimate(b, a)
               orderby estimated descending, a, b
               select new Overlap(Name(a), Name(b), _joint.Count(a, b), _joint.Count(b, a), estimated, given.GetValueOrDefault(a), given.GetValueOrDefault(b)),
        ];
    }

    private Suspect Of(int row)
    {
        var (gold, post, scores) = _rows[row];
        var other = Enumerable.Range(0, scores.Length).Where(c => c != _given[row]).MaxBy(c => scores[c]);
        return new Suspect(gold, post.Source, Name(other), scores[_given[row]], scores[other], _joint.Confident[row] is { } confident && confident != _given[row]);
    }

    private string Name(int index) => index < _codebook.Count ? _codebook[index].Id : Verdict.NotDeployment;

    private static float[] Mean(IReadOnlyList<OutOfFold> repeats)
    {
        var mean = new float[repeats[0].Full.Code.Length + 1];
        foreach (var score in repeats)
        {
            for (var c = 0; c < mean.Length - 1; c++)
                mean[c] += score.Full.Relevance * score.Full.Code[c] / repeats.Count;
            mean[^1] += (1 - score.Full.Relevance) / repeats.Count;
        }

        return mean;
    }
}
