using System.Text.Json;

namespace Triage.Evaluation.Details;

/// <summary>
/// Details as further keys of <c>metrics.json</c>: <c>slices</c> ({by, name, n, figures}), <c>decisions</c> ({code, not_classified, precision, recall, f1, support, predicted}),
/// <c>siblings</c> ({category, codes, counts}), <c>baselines</c> ({name, how, n, figures}), <c>comparison</c> and <c>mistakes</c>, lists all.
/// </summary>
internal static class DetailsJson
{
    public static void Write(Utf8JsonWriter json, EvaluationDetails details)
    {
        List(json, "slices", details.Slices, slice =>
        {
            json.WriteString("by", slice.By);
            json.WriteString("name", slice.Name);
            json.WriteNumber("n", slice.Report.N);
            Figures(json, slice.Report.Figures);
        });
        List(json, "decisions", details.Decisions, code =>
        {
            json.WriteString("code", code.Code);
            json.WriteNumber("not_classified", code.NotClassified);
            json.WriteNumber("precision", code.Figures.Precision);
            json.WriteNumber("recall", code.Figures.Recall);
            json.WriteNumber("f1", code.Figures.F1);
            json.WriteNumber("support", code.Figures.Support);
            json.WriteNumber("predicted", code.Figures.Predicted);
        });
        List(json, "siblings", details.Siblings, family =>
        {
            json.WriteString("category", family.Category);
            json.WritePropertyName("codes");
            JsonSerializer.Serialize(json, family.Codes);
            json.WritePropertyName("counts");
            JsonSerializer.Serialize(json, family.Counts);
        });
        List(json, "baselines", details.Baselines, baseline =>
        {
            json.WriteString("name", baseline.Name);
            json.WriteString("how", baseline.How);
            json.WriteNumber("n", baseline.N);
            Figures(json, baseline.Figures);
        });
        List(json, "comparison", details.Comparison?.Figures ?? [], figure =>
        {
            json.WriteString("key", figure.Key);
            FigureJson.Write(json, "this", figure.This);
            FigureJson.Write(json, "other", figure.Other);
            json.WritePropertyName("difference");
            JsonSerializer.Serialize(json, figure.Difference.Difference);
            FigureJson.Write(json, "p", figure.Difference.PValue);
        });
        List(json, "mistakes", details.Mistakes, mistake =>
        {
            json.WriteString("post", mistake.PostId);
            json.WriteString("gold", mistake.Gold);
            json.WriteString("gold_second", mistake.SecondGold);
            json.WriteString("predicted", mistake.Predicted);
            FigureJson.Write(json, "score", Math.Round(mistake.Score, 6));
        });
    }

    private static void Figures(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, Figure>> figures)
    {
        json.WriteStartObject("figures");
        foreach (var (key, figure) in figures)
        {
            json.WritePropertyName(key);
            JsonSerializer.Serialize(json, figure);
        }

        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string key, IReadOnlyList<T> values, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
