using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Triage.Evaluation.Details;

namespace Triage.Evaluation;

/// <summary>
/// <c>metrics.json</c>. Keys are flat, dots included (<c>"leaf.top1": {"value", "low", "high"}</c>), so that a program finds a figure by the name it has everywhere else.
/// <c>n</c> and <c>relevance.n</c> are plain numbers. <c>coverage</c> is a list of <c>{threshold, coverage, precision}</c> with plain numbers, each point followed by the ends of
/// its intervals (<c>coverage_low</c>, <c>coverage_high</c>, <c>precision_low</c>, <c>precision_high</c>). <c>coverage.levels</c> has such points for each level of the tree, and how much can be decided at a precision. <c>calibration.bins</c>, <c>codes</c> and <c>confusions</c> are lists for reports.
/// A figure that the data do not define is null.
/// </summary>
public static class MetricsJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report as JSON; the same report gives the same text.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="details">Slices, baselines and the like as further keys; null leaves them out.</param>
    public static string Write(EvaluationReport report, EvaluationDetails? details = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("n", report.N);
            json.WriteNumber("relevance.n", report.RelevanceN);
            foreach (var (key, figure) in report.Figures)
            {
                json.WritePropertyName(key);
                JsonSerializer.Serialize(json, figure);
            }

            List(json, "coverage", report.Coverage, point => Write(json, point));
            List(json, "coverage.levels", report.Levels, level =>
            {
                json.WriteNumber("level", level.Level);
                List(json, "points", level.Points, point => Write(json, point));
                List(json, "at_precision", level.AtPrecision, at =>
                {
                    json.WriteNumber("precision", at.Precision);
                    json.WriteNumber("coverage", at.Coverage);
                    FigureJson.Write(json, "threshold", at.Threshold);
                });
            });
            List(json, "calibration.bins", report.Reliability, bin =>
            {
                json.WriteNumber("low", bin.Low);
                json.WriteNumber("high", bin.High);
                json.WriteNumber("count", bin.Count);
                json.WriteNumber("confidence", bin.Confidence);
                json.WriteNumber("accuracy", bin.Accuracy);
            });
            List(json, "codes", report.Codes, code =>
            {
                json.WriteString("code", code.Code);
                json.WriteNumber("precision", code.Figures.Precision);
                json.WriteNumber("recall", code.Figures.Recall);
                json.WriteNumber("f1", code.Figures.F1);
                json.WriteNumber("support", code.Figures.Support);
                json.WriteNumber("predicted", code.Figures.Predicted);
                json.WriteBoolean("few", code.Few);
            });
            List(json, "confusions", report.Confusions, confusion =>
            {
                json.WriteString("gold", confusion.Gold);
                json.WriteString("predicted", confusion.Predicted);
                json.WriteNumber("count", confusion.Count);
            });
            if (details is not null)
                DetailsJson.Write(json, details);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>The figures of an earlier <c>metrics.json</c>, by key, to compare with; lists are not read.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">Not JSON, or not such a file.</exception>
    public static IReadOnlyDictionary<string, Figure> ReadFigures(string text, string? source = null)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("n", out _))
                throw new InputException("this is no metrics.json: the key 'n' is missing", source);
            return json.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object)
                .ToDictionary(property => property.Name, property => ReadFigure(property, source));
        }
        catch (JsonException problem)
        {
            throw new InputException($"not readable as JSON: {problem.Message}", source, problem.LineNumber + 1, inner: problem);
        }
        catch (ArgumentException problem)
        {
            throw new InputException("a key stands twice; write the file again with 'triage evaluate'", source, inner: problem);
        }
    }

    /// <summary>How many rows with a code the figures of a <c>metrics.json</c> rest on; 0 when it does not say.</summary>
    public static int ReadN(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("n", out var n) && n.TryGetInt32(out var number) ? number : 0;
    }

    private static void Write(Utf8JsonWriter json, CoveragePoint point)
    {
        json.WriteNumber("threshold", point.Threshold);
        FigureJson.Write(json, "coverage", point.Coverage.Value);
        FigureJson.Write(json, "precision", point.Precision.Value);
        FigureJson.Write(json, "coverage_low", point.Coverage.Low);
        FigureJson.Write(json, "coverage_high", point.Coverage.High);
        FigureJson.Write(json, "precision_low", point.Precision.Low);
        FigureJson.Write(json, "precision_high", point.Precision.High);
    }

    private static Figure ReadFigure(JsonProperty property, string? source)
    {
        try
        {
            return property.Value.Deserialize<Figure>();
        }
        catch (JsonException problem)
        {
            throw new InputException(problem.Message, source, field: property.Name, inner: problem);
        }
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
