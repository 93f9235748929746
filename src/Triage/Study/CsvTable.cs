using CsvHelper;
using Triage.Codebooks;

namespace Triage.Study;

/// <summary>A small CSV file with a header, whole in memory: the study's own tables.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvTable(string source, IReadOnlyList<string> header, IReadOnlyList<Row> rows)
    {
        Source = source;
        Header = header;
        Rows = rows;
        for (var i = 0; i < header.Count; i++)
            columns.TryAdd(header[i], i);
    }

    public string Source { get; }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<Row> Rows { get; }

    public static CsvTable Read(string path)
    {
        using var csv = CsvReader.FromText(StrictText.Read(path), new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true });
        if (!csv.Read())
            throw new InputException("the file is empty; it needs a header", path);
        var header = Fields(csv);
        var rows = new List<Row>();
        while (csv.Read())
        {
            var fields = Fields(csv);
            if (fields.Length == 1 && fields[0].Length == 0)
                continue;
            if (fields.Length != header.Length)
                throw new InputException($"the row has {fields.Length} fields, the header {header.Length}; the row is cut off, or a comma needs quotation marks", path, csv.LineNumber);
            rows.Add(new Row(csv.LineNumber, fields));
        }

        return new CsvTable(path, header, rows);
    }

    /// <summary>The columns' names of a file, without reading the rest; empty when it does not begin like a CSV text.</summary>
    public static IReadOnlyList<string> HeaderOf(string path)
    {
        using var reader = new StreamReader(path);
        var line = new char[4096];
        var head = new string(line, 0, reader.ReadBlock(line));
        return [.. head.Split('\n', 2)[0].Split(',').Select(name => name.Trim().Trim('"'))];
    }

    public bool Has(string column) => columns.ContainsKey(column);

    public string Text(Row row, string column)
        => columns.TryGetValue(column, out var index) ? row.Fields[index]
            : throw new InputException($"the column '{column}' is missing; found: {string.Join(", ", Header)}", Source, 1, column);

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = csv.GetString(i).Trim();
        return fields;
    }

    internal sealed record Row(long Line, string[] Fields);
}
