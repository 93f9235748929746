using System.Globalization;
using CsvHelper;

namespace Triage.Codes;

/// <summary>Writes code files.</summary>
internal static class CodeFileWriter
{
    public static void Write(IEnumerable<CodedPost> rows, TextWriter writer)
    {
        var all = rows.ToList();
        var further = all.SelectMany(row => row.Extra.Keys).Distinct().ToList();
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var column in CodeFile.Columns.Concat(further))
            csv.WriteField(column);
        csv.EndRecord();
        foreach (var row in all)
        {
            csv.WriteField(row.PostId);
            csv.WriteField(row.Code);
            csv.WriteField(row.SecondCode ?? "");
            csv.WriteField(row.Confidence?.ToString(CultureInfo.InvariantCulture) ?? "");
            csv.WriteField(row.Coder);
            foreach (var column in further)
                csv.WriteField(row.Extra.GetValueOrDefault(column, ""));
            csv.EndRecord();
        }
    }
}
