using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;

namespace Triage.Suspects;

/// <summary>Suspects and overlaps as files.</summary>
public static class SuspectFile
{
    private static readonly string[] Columns = ["post_id", "code", "second_code", "confidence", "coder", "alternative", "score", "alternative_score", "margin", "confident", "is_second", "file"];

    /// <summary>A table with a header, one suspect a row.</summary>
    public static void WriteCsv(IEnumerable<Suspect> suspects, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        Record(Columns);
        foreach (var s in suspects)
        {
            Record(
                s.Gold.PostId, s.Gold.Code, s.Gold.SecondCode ?? "", s.Gold.Confidence?.ToString(CultureInfo.InvariantCulture) ?? "", s.Gold.Coder, s.Alternative,
                Number(s.GivenScore), Number(s.AlternativeScore), Number(s.Margin), s.IsConfident ? "yes" : "no", s.IsSecond ? "yes" : "no", s.File);
        }

        void Record(params IReadOnlyList<string> fields)
        {
            foreach (var field in fields)
                csv.WriteField(field);
            csv.EndRecord();
        }
    }

    /// <summary><c>{"suspects":[{"post_id", ...}],"overlaps":[{"first","second","first_as_second","second_as_first","estimated","given_first","given_second"}]}</c>.</summary>
    public static string Json(IEnumerable<Suspect> suspects, IEnumerable<Overlap> overlaps)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("suspects");
            foreach (var suspect in suspects)
                Write(json, suspect);
            json.WriteEndArray();
            json.WriteStartArray("overlaps");
            foreach (var overlap in overlaps)
                Write(json, overlap);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Suspect suspect)
    {
        json.WriteStartObject();
        json.WriteString("post_id", suspect.Gold.PostId);
        json.WriteString("code", suspect.Gold.Code);
        json.WriteString("second_code", suspect.Gold.SecondCode);
        if (suspect.Gold.Confidence is { } confidence)
            json.WriteNumber("confidence", confidence);
        json.WriteString("coder", suspect.Gold.Coder);
        json.WriteString("alternative", suspect.Alternative);
        json.WriteNumber("score", Math.Round(suspect.GivenScore, 4));
        json.WriteNumber("alternative_score", Math.Round(suspect.AlternativeScore, 4));
        json.WriteNumber("margin", Math.Round(suspect.Margin, 4));
        json.WriteBoolean("confident", suspect.IsConfident);
        json.WriteBoolean("is_second", suspect.IsSecond);
        json.WriteString("file", suspect.File);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Overlap overlap)
    {
        json.WriteStartObject();
        json.WriteString("first", overlap.First);
        json.WriteString("second", overlap.Second);
        json.WriteNumber("first_as_second", overlap.FirstAsSecond);
        json.WriteNumber("second_as_first", overlap.SecondAsFirst);
        json.WriteNumber("estimated", Math.Round(overlap.Estimated, 1));
        json.WriteNumber("given_first", overlap.GivenFirst);
        json.WriteNumber("given_second", overlap.GivenSecond);
        json.WriteEndObject();
    }

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
