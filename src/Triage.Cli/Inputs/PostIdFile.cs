using CsvHelper;

namespace Triage.Cli.Inputs;

/// <summary>A CSV file with a column <c>post_id</c>.</summary>
internal static class PostIdFile
{
    /// <exception cref="InputException">The file is missing, or has no such column.</exception>
    public static HashSet<string> Read(string path)
    {
        using var csv = CsvReader.FromText(TextFile.Read(path), new CsvReaderOptions { Separator = ',', HasHeader = false });
        var column = -1;
        if (csv.Read())
            column = Enumerable.Range(0, csv.FieldCount).Where(i => csv.GetString(i).Trim() == "post_id").DefaultIfEmpty(-1).First();
        if (column < 0)
            throw new InputException("the column 'post_id' is missing in the first line", path, 1, "post_id");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            if (column < csv.FieldCount)
                ids.Add(csv.GetString(column).Trim());
        }

        return ids;
    }
}
