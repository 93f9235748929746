using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triage.Explanations;

/// <summary>
/// An explanation as JSON: <c>{"id","codes":[{"code","score","total","bias","rest","blocks":[{"block","weight"}],
/// "terms":[{"term","block","weight","spans":[{"block","start","length"}]}]}],"texts":[{"block","text"}]}</c>. <c>rest</c> is the sum of the terms
/// that are not listed; spans count UTF-16 units within the block's text.
/// </summary>
public static class ExplanationJson
{
    /// <param name="explanation">What to write.</param>
    /// <param name="terms">Terms listed for each code, either way.</param>
    public static string Write(Explanation explanation, int terms)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", explanation.Prediction.PostId);
            json.WriteStartArray("codes");
            foreach (var code in explanation.Codes)
                Write(json, code, terms);
            json.WriteEndArray();
            json.WriteStartArray("texts");
            foreach (var text in explanation.Texts)
            {
                json.WriteStartObject();
                json.WriteString("block", text.Block);
                json.WriteString("text", text.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>The list <c>why</c> of a labelled row: <c>[{"code","terms":[{"term","block","weight"}]}]</c>.</summary>
    internal static void WriteWhy(Utf8JsonWriter json, Explanation explanation, int terms)
    {
        json.WriteStartArray("why");
        foreach (var code in explanation.Codes)
        {
            json.WriteStartObject();
            json.WriteString("code", code.Code);
            json.WriteStartArray("terms");
            foreach (var term in code.Strongest(terms))
            {
                json.WriteStartObject();
                Write(json, term);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CodeExplanation code, int terms)
    {
        var listed = code.Strongest(terms).ToList();
        json.WriteStartObject();
        json.WriteString("code", code.Code);
        json.WriteNumber("score", Math.Round(code.Score, 4));
        Number(json, "total", code.Total);
        Number(json, "bias", code.Bias);
        Number(json, "rest", code.Total - code.Bias - listed.Sum(t => t.Weight));
        json.WriteStartArray("blocks");
        foreach (var (block, weight) in code.Blocks())
        {
            json.WriteStartObject();
            json.WriteString("block", block);
            Number(json, "weight", weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("terms");
        foreach (var term in listed)
        {
            json.WriteStartObject();
            Write(json, term);
            json.WriteStartArray("spans");
            foreach (var span in term.Spans)
            {
                json.WriteStartObject();
                json.WriteString("block", span.Block);
                json.WriteNumber("start", span.Start);
                json.WriteNumber("length", span.Length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TermWeight term)
    {
        json.WriteString("term", term.Term);
        json.WriteString("block", term.Block);
        Number(json, "weight", term.Weight);
    }

    private static void Number(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 4));
}
