using System.Globalization;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Evaluation;

namespace Triage.Predictions;

/// <summary>A post that was coded and labelled independently of that.</summary>
/// <param name="Gold">What the coder said.</param>
/// <param name="Prediction">What a model says.</param>
/// <param name="Outcome">What it decides.</param>
/// <param name="Repeat">Which repeat of a cross-validation, from 0; 0 elsewhere.</param>
public sealed record EvaluatedPost(CodedPost Gold, Prediction Prediction, Outcome Outcome, int Repeat = 0)
{
    /// <summary>What the post says of its time: an era, or the year it was asked in; empty when it says nothing.</summary>
    public string Era { get; init; } = "";

    public bool HasAnswers { get; init; }

    /// <summary>What the model says of the question without its answers; null when that was not asked.</summary>
    public Prediction? Question { get; init; }

    /// <summary>The post as a row of an evaluation; its code must be of the codebook or a verdict.</summary>
    public EvaluationRow ToRow(Codebook codebook) =>
        new(Gold.PostId, Index(Gold.Code, codebook), Index(Gold.SecondCode, codebook), Prediction, Gold.Code != Verdict.NotDeployment);

    /// <summary>Writes a table: the columns of labels, then <c>gold,gold_second,gold_confidence,coder,repeat</c>.</summary>
    /// <param name="posts">The rows, in this order.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="codebook">The codes.</param>
    /// <param name="top">Codes a row.</param>
    public static void WriteCsv(IEnumerable<EvaluatedPost> posts, Stream stream, Codebook codebook, int top)
    {
        using var writer = new CsvLabelWriter(stream, codebook, top, "gold", "gold_second", "gold_confidence", "coder", "repeat");
        foreach (var post in posts)
        {
            var gold = post.Gold;
            writer.Write(
                post.Prediction, post.Outcome,
                [gold.Code, gold.SecondCode ?? "", gold.Confidence?.ToString(CultureInfo.InvariantCulture) ?? "", gold.Coder, post.Repeat.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    private static int? Index(string? code, Codebook codebook) => code is null || Verdict.Is(code) ? null : codebook.IndexOf(code);
}
