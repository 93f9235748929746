using System.Globalization;
using System.Text.Json;
using Triage.Codebooks;

namespace Triage.Study;

/// <summary>Reads what <c>triage label</c> writes, JSONL (<c>id, relevance, codes: [{code, score}]</c>) or CSV (<c>id,relevance,code,score,code_2,score_2,...</c>), told apart by the first letter.</summary>
public static class LabelFile
{
    /// <param name="path">The file.</param>
    /// <param name="codebook">What codes must be in; null leaves them unchecked.</param>
    /// <exception cref="InputException">Names file, line and field.</exception>
    public static IReadOnlyList<LabelledPost> Read(string path, Codebook? codebook = null)
    {
        var text = StrictText.Read(path);
        if (text.AsSpan().Trim().IsEmpty)
            throw new InputException("the file is empty; write it with 'triage label'", path);
        var rows = text.TrimStart()[0] == '{' ? ReadLines(text, path) : ReadTable(path);
        return [.. Checked(rows, codebook, path)];
    }

    private static IEnumerable<LabelledPost> Checked(IEnumerable<(LabelledPost Row, long Line)> rows, Codebook? codebook, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, line) in rows)
        {
            if (row.Id.Length == 0)
                throw new InputException("the id is empty", path, line, "id");
            if (!seen.Add(row.Id))
                throw new InputException($"post {row.Id} stands a second time; label each post once", path, line, "id");
            if (row.Relevance is not (>= 0 and <= 1))
                throw new InputException("must be between 0 and 1", path, line, "relevance");
            foreach (var (code, score) in row.Codes)
            {
                if (codebook is not null && codebook.IndexOf(code) < 0)
                    throw new InputException(Triage.Codes.UnknownCode.Message(code, codebook) + " (was it labelled with a model of another codebook?)", path, line, "code");
                if (score is not (>= 0 and <= 1))
                    throw new InputException($"the score of '{code}' must be between 0 and 1", path, line, "score");
            }

            if (row.Codes.Sum(code => code.Score) > 1.01)
                throw new InputException("the scores of the codes sum to more than 1 (rounding aside); they must be probabilities", path, line, "score");
            yield return row;
        }
    }

    private static IEnumerable<(LabelledPost, long)> ReadLines(string text, string path)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return (Parse(line, path, number), number);
        }
    }

    private static LabelledPost Parse(string line, string path, long number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new LabelledPost(root.GetProperty("id").ToString(), root.GetProperty("relevance").GetDouble(),
                [.. root.GetProperty("codes").EnumerateArray().Select(code => new ScoredCode(code.GetProperty("code").GetString() ?? "", code.GetProperty("score").GetDouble()))]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InputException("is no row of 'triage label': it needs id, relevance and codes (a list of {code, score})", path, number, inner: problem);
        }
    }

    private static IEnumerable<(LabelledPost, long)> ReadTable(string path)
    {
        var table = CsvTable.Read(path);
        foreach (var row in table.Rows)
        {
            var codes = new List<ScoredCode>();
            for (var k = 1; k == 1 || table.Has(Column("code", k)); k++)
            {
                if (table.Text(row, Column("code", k)) is { Length: > 0 } code)
                    codes.Add(new ScoredCode(code, Number(table, row, Column("score", k))));
            }

            yield return (new LabelledPost(table.Text(row, "id"), Number(table, row, "relevance"), codes), row.Line);
        }
    }

    private static string Column(string name, int k) => k == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{k}");

    private static double Number(CsvTable table, CsvTable.Row row, string column)
        => double.TryParse(table.Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InputException($"'{table.Text(row, column)}' is no number", table.Source, row.Line, column);
}
