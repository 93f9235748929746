using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Triage.Codebooks;
using Triage.Evaluation;
using Triage.Explanations;

namespace Triage.Predictions;

/// <summary>
/// <c>{"id","relevance","platform","platforms":{node: p},"codes":[{"code","score"}],"decision","fallback"}</c>, one object a line; with an explainer
/// also <c>"why":[{"code","terms":[{"term","block","weight"}]}]</c>, the strongest terms for and against each of the codes.
/// </summary>
internal sealed class JsonLabelWriter : LabelWriter
{
    /// <summary>Terms a code, either way.</summary>
    private const int Terms = 5;

    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly Explainer? _explainer;

    public JsonLabelWriter(Stream stream, Codebook codebook, int top, Explainer? explainer)
        : base(codebook, top)
    {
        _explainer = explainer;
        _stream = new BufferedStream(stream, 1 << 16);
        _json = new Utf8JsonWriter(_stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public override void Write(LabelRow row)
    {
        var (prediction, outcome) = (row.Prediction, row.Outcome);
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("id", prediction.PostId);
        Probability("relevance", prediction.Relevance);
        _json.WriteString("platform", Codebook.TopLevel[Ranking.Best(prediction.Platform)].Id);
        _json.WriteStartObject("platforms");
        for (var i = 0; i < prediction.Platform.Length; i++)
            Probability(Codebook.TopLevel[i].Id, prediction.Platform[i]);
        _json.WriteEndObject();
        _json.WriteStartArray("codes");
        foreach (var code in prediction.TopCodes(Top))
        {
            _json.WriteStartObject();
            _json.WriteString("code", Codebook[code].Id);
            Probability("score", prediction.Code[code]);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteString("decision", Word(outcome.Decision));
        _json.WriteString("fallback", outcome.Fallback);
        if (_explainer is not null)
            ExplanationJson.WriteWhy(_json, _explainer.Explain(row.Post, Top, withPlaces: false), Terms);
        _json.WriteEndObject();
        _json.Flush();
        _stream.WriteByte((byte)'\n');
    }

    public override void Flush() => _stream.Flush();

    public override void Dispose()
    {
        // The buffer is not disposed of: that would close the stream under it.
        _json.Dispose();
        _stream.Flush();
    }

    private void Probability(string name, float value)
    {
        Span<byte> digits = stackalloc byte[32];
        Utf8Formatter.TryFormat(value, digits, out var length, new('F', 4));
        _json.WritePropertyName(name);
        _json.WriteRawValue(digits[..length], skipInputValidation: true);
    }
}
