using CsvHelper;
using Triage.Codebooks;

namespace Triage.Codes;

/// <summary>One reading of one code file.</summary>
internal sealed class CodeFileReader(string text, string? source, Codebook? codebook, Action<InputException> complain)
{
    private readonly List<CodedPost> rows = [];
    private readonly Dictionary<(string Post, string Coder), long> seen = [];
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private string[] header = [];

    public IReadOnlyList<CodedPost> Read()
    {
        if (text.Contains('\0'))
            throw new InputException("the file holds zero bytes; it is not a CSV text", source);
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = ',', HasHeader = false, TrackLineNumbers = true });
        if (!csv.Read())
            throw new InputException($"the file is empty; it needs the header {string.Join(',', CodeFile.Columns)}", source);
        ReadHeader(Fields(csv), csv.LineNumber);
        while (csv.Read())
        {
            try
            {
                ReadRow(Fields(csv), csv);
            }
            catch (InputException problem)
            {
                complain(problem);
            }
        }

        return rows;
    }

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = csv.GetString(i);
        return fields;
    }

    private void ReadHeader(string[] names, long line)
    {
        header = [.. names.Select(name => name.Trim())];
        for (var i = 0; i < header.Length; i++)
        {
            if (!columns.TryAdd(header[i], i))
                throw new InputException($"the column '{header[i]}' stands twice in the header", source, line, header[i]);
        }

        foreach (var needed in (string[])["post_id", "code", "coder"])
        {
            if (!columns.ContainsKey(needed))
                throw new InputException($"the column '{needed}' is missing; the header must be {string.Join(',', CodeFile.Columns)} (found: {string.Join(',', header)})", source, line, needed);
        }
    }

    private void ReadRow(string[] fields, CsvReader csv)
    {
        var line = csv.LineNumber;
        if (csv.RawRecord.Count((byte)'"') % 2 != 0)
            throw new InputException("a quotation mark is not closed in this row (or the file was cut off here)", source, line);
        if (fields.Length != header.Length)
            throw new InputException($"the row has {fields.Length} fields, the header {header.Length}; the row is cut off, or a comma needs quotation marks", source, line);
        var post = Field(fields, "post_id");
        if (post.Length == 0)
            throw new InputException("the post id is empty", source, line, "post_id");
        var coder = Field(fields, "coder");
        if (coder.Length == 0)
            throw new InputException("the coder is empty; every code keeps who gave it", source, line, "coder");
        var code = Field(fields, "code");
        if (code.Length == 0)
            throw new InputException($"the code is empty; write a code's id, {Verdict.NotDeployment}, {Verdict.Unclear} or {Verdict.Pending}", source, line, "code");
        code = Known(code, "code", line);
        var second = Field(fields, "second_code") is { Length: > 0 } given ? Known(given, "second_code", line) : null;
        if (second == code)
            throw new InputException($"the second code is the first again ('{code}'); leave it empty", source, line, "second_code");
        var row = new CodedPost(post, code, second, Confidence(fields, line), coder) { Source = source, Line = line, Extra = Extra(fields) };
        if (!seen.TryAdd((post, coder), line))
            throw new InputException($"post {post} has a second row of coder '{coder}' (first in line {seen[(post, coder)]}); keep one", source, line, "post_id");
        rows.Add(row);
    }

    private string Known(string spelling, string field, long line)
    {
        if (codebook is null || Verdict.Is(spelling))
            return spelling;
        return codebook.Resolve(spelling)?.Id
            ?? throw new InputException(UnknownCode.Message(spelling, codebook), source, line, field);
    }

    private int? Confidence(string[] fields, long line)
        => Field(fields, "confidence") switch
        {
            "" => null,
            "1" => 1,
            "2" => 2,
            "3" => 3,
            var other => throw new InputException($"'{other}' is no confidence; write 3 (sure), 2, 1 (guess) or nothing", source, line, "confidence"),
        };

    private Dictionary<string, string> Extra(string[] fields)
    {
        var extra = new Dictionary<string, string>();
        for (var i = 0; i < header.Length; i++)
        {
            if (!CodeFile.Columns.Contains(header[i], StringComparer.OrdinalIgnoreCase))
                extra.Add(header[i], fields[i]);
        }

        return extra;
    }

    private string Field(string[] fields, string column) => columns.TryGetValue(column, out var index) ? fields[index].Trim() : "";
}
