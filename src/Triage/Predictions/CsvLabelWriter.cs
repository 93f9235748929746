using System.Globalization;
using System.Text;
using CsvHelper;
using Triage.Codebooks;
using Triage.Evaluation;

namespace Triage.Predictions;

/// <summary>
/// <c>id,relevance,platform,platform_score,code,score,code_2,score_2,...,decision,fallback</c>, and further columns after these where they are wanted.
/// </summary>
internal sealed class CsvLabelWriter : LabelWriter
{
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    public CsvLabelWriter(Stream stream, Codebook codebook, int top, params IReadOnlyList<string> further)
        : base(codebook, top)
    {
        _text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        _csv = CsvWriter.Create(_text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        string[] first = ["id", "relevance", "platform", "platform_score"];
        var codes = Enumerable.Range(1, Top).SelectMany(k => k == 1 ? ["code", "score"] : new[] { $"code_{k}", $"score_{k}" });
        Record([.. first, .. codes, "decision", "fallback", .. further]);
    }

    public override void Write(LabelRow row) => Write(row.Prediction, row.Outcome, []);

    /// <summary>As <see cref="Write(LabelRow)"/>, with the values of the further columns.</summary>
    public void Write(Prediction prediction, Outcome outcome, IReadOnlyList<string> further)
    {
        var platform = Ranking.Best(prediction.Platform);
        var fields = new List<string>
        {
            prediction.PostId, Number(prediction.Relevance), Codebook.TopLevel[platform].Id, Number(prediction.Platform[platform]),
        };
        foreach (var code in prediction.TopCodes(Top))
        {
            fields.Add(Codebook[code].Id);
            fields.Add(Number(prediction.Code[code]));
        }

        Record([.. fields, Word(outcome.Decision), outcome.Fallback, .. further]);
    }

    public override void Flush()
    {
        _csv.Flush();
        _text.Flush();
    }

    public override void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }

    private void Record(IEnumerable<string> fields)
    {
        foreach (var field in fields)
            _csv.WriteField(field);
        _csv.EndRecord();
    }

    private static string Number(float value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
