using Triage.Codebooks;
using Triage.Codes;
using Triage.Predictions;

namespace Triage.Evaluation;

/// <summary>One scored post.</summary>
/// <param name="PostId">The post; rows of one post are resampled together.</param>
/// <param name="Gold">Index of the coder's code; null where he gave no code (not-deployment, unclear).</param>
/// <param name="SecondGold">Index of the coder's second code, if any.</param>
/// <param name="Prediction">What the model says.</param>
/// <param name="Relevant">True about deployment, false not; null unknown.</param>
public sealed record EvaluationRow(string PostId, int? Gold, int? SecondGold, Prediction Prediction, bool? Relevant);

/// <summary>Scored posts and the codebook that their indices refer to.</summary>
public sealed class EvaluationInput
{
    /// <exception cref="InputException">There are no rows, or a row does not fit the codebook.</exception>
    public EvaluationInput(IReadOnlyList<EvaluationRow> rows, Codebook codebook)
    {
        if (rows.Count == 0)
            throw new InputException("there is nothing to evaluate: no post has both a code and a prediction");
        foreach (var row in rows)
        {
            if (row.Prediction.Code.Length != codebook.Count || row.Prediction.Platform.Length != codebook.TopLevel.Count)
                throw new InputException($"the prediction of post {row.PostId} has {row.Prediction.Code.Length} codes and {row.Prediction.Platform.Length} platforms, the codebook '{codebook.Name}' {codebook.Count} and {codebook.TopLevel.Count}; evaluate with the model's own codebook");
            if (!float.IsFinite(row.Prediction.Relevance) || !Array.TrueForAll(row.Prediction.Code, float.IsFinite) || !Array.TrueForAll(row.Prediction.Platform, float.IsFinite))
                throw new InputException($"a score of post {row.PostId} is not a number; the model is damaged or was not trained to an end");
            if (row.Gold >= codebook.Count || row.SecondGold >= codebook.Count || row.Gold < 0 || row.SecondGold < 0)
                throw new InputException($"post {row.PostId} names a code outside 0..{codebook.Count - 1}");
        }

        Rows = rows;
        Codebook = codebook;
    }

    public IReadOnlyList<EvaluationRow> Rows { get; }

    public Codebook Codebook { get; }

    /// <summary>The rows that hold for a condition (a year, an era, posts with answers); null when there are none.</summary>
    public EvaluationInput? Where(Func<EvaluationRow, bool> condition)
    {
        var kept = Rows.Where(condition).ToList();
        return kept.Count == 0 ? null : new EvaluationInput(kept, Codebook);
    }

    /// <summary>
    /// Joins a coder's codes with predictions by post id. Posts coded <c>pending</c> are left out; so are posts without a prediction, which
    /// come back in <paramref name="missing"/> to be counted and listed. Codes make a post relevant, <c>not-deployment</c> makes it not relevant,
    /// <c>unclear</c> is about deployment but has no code.
    /// </summary>
    /// <exception cref="InputException">A code is not in the codebook, a post has codes of two coders, or nothing is left.</exception>
    public static EvaluationInput Join(IEnumerable<CodedPost> gold, IReadOnlyDictionary<string, Prediction> predictions, Codebook codebook, out IReadOnlyList<string> missing)
    {
        var rows = new List<EvaluationRow>();
        var absent = new List<string>();
        var coderOf = new Dictionary<string, CodedPost>(StringComparer.Ordinal);
        foreach (var coded in gold.Where(coded => coded.Code != Verdict.Pending))
        {
            if (!coderOf.TryAdd(coded.PostId, coded))
                throw new InputException($"post {coded.PostId} is coded by '{coderOf[coded.PostId].Coder}' and again by '{coded.Coder}'; evaluate against one coder at a time", coded.Source, coded.Line, "coder");
            int? first = Index(coded.Code, "code", coded, codebook), second = coded.SecondCode is { } code ? Index(code, "second_code", coded, codebook) : null;
            if (predictions.TryGetValue(coded.PostId, out var prediction))
                rows.Add(new EvaluationRow(coded.PostId, first, second, prediction, coded.Code != Verdict.NotDeployment));
            else
                absent.Add(coded.PostId);
        }

        missing = absent;
        return new EvaluationInput(rows, codebook);
    }

    private static int? Index(string code, string field, CodedPost coded, Codebook codebook)
    {
        if (Verdict.Is(code))
            return null;
        return codebook.IndexOf(code) is >= 0 and var index ? index : throw new InputException(UnknownCode.Message(code, codebook), coded.Source, coded.Line, field);
    }
}
