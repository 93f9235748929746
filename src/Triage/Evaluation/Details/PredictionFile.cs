using System.Globalization;
using CsvHelper;
using Triage.Codebooks;
using Triage.Codes;

namespace Triage.Evaluation.Details;

/// <summary>The best codes that an evaluation predicted, from its <c>predictions.csv</c>.</summary>
public sealed class PredictionFile
{
    private readonly Dictionary<(string Post, int Repeat), int[]> rows = [];

    /// <summary>Codes a row.</summary>
    public int Top { get; private set; }

    /// <summary>The best codes of a post (indices, best first) in a repeat, or in the first where that repeat was not made; null when the post is not there.</summary>
    public int[]? Find(string post, int repeat) => rows.GetValueOrDefault((post, repeat)) ?? rows.GetValueOrDefault((post, 0));

    /// <exception cref="InputException">It is no such file, or of another codebook; names file, line and field.</exception>
    public static PredictionFile Read(string path, Codebook codebook)
    {
        using var csv = CsvReader.FromText(StrictText.Read(path), new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true });
        var header = csv.Read() ? Fields(csv) : [];
        int id = Array.IndexOf(header, "id"), repeat = Array.IndexOf(header, "repeat");
        var codes = Enumerable.Range(1, 200).Select(k => Array.IndexOf(header, k == 1 ? "code" : string.Create(CultureInfo.InvariantCulture, $"code_{k}"))).TakeWhile(column => column >= 0).ToList();
        if (id < 0 || codes.Count == 0)
            throw new InputException("is no predictions.csv of 'triage evaluate': the columns id and code are missing", path, 1);
        var file = new PredictionFile { Top = codes.Count };
        while (csv.Read())
        {
            var fields = Fields(csv);
            if (fields.Length != header.Length)
                throw new InputException($"the row has {fields.Length} fields, the header {header.Length}; the file is cut off", path, csv.LineNumber);
            var line = csv.LineNumber;
            file.rows.TryAdd((fields[id], repeat >= 0 && int.TryParse(fields[repeat], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0),
                [.. codes.Select(column => fields[column]).Where(code => code.Length > 0).Select(code => codebook.IndexOf(code) is >= 0 and var index ? index
                    : throw new InputException(UnknownCode.Message(code, codebook) + " (compare runs of one codebook)", path, line, "code"))]);
        }

        return file;
    }

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = csv.GetString(i);
        return fields;
    }
}
