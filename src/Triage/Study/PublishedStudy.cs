using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Triage.Codebooks;

namespace Triage.Study;

/// <summary>Figures as Chen et al. published them, to set ours beside; what is missing is empty.</summary>
public sealed record PublishedStudy
{
    /// <summary>The row of the trend files, and the sheet of the times, that hold all other questions about deep learning.</summary>
    public const string NonDeployment = "non_deploy";

    /// <summary>Questions by set and year.</summary>
    public IReadOnlyDictionary<(string Set, int Year), int> Questions { get; init; } = new Dictionary<(string, int), int>();

    /// <summary>Users by set and year.</summary>
    public IReadOnlyDictionary<(string Set, int Year), int> Users { get; init; } = new Dictionary<(string, int), int>();

    /// <summary>Minutes to the accepted answer of questions that are not about deployment, whole days dropped.</summary>
    public IReadOnlyList<double> NonDeploymentMinutes { get; init; } = [];

    /// <summary>Minutes to the accepted answer of deployment questions, whole days dropped.</summary>
    public IReadOnlyList<double> DeploymentMinutes { get; init; } = [];

    /// <exception cref="InputException">A file is not as it was published; names file, line and field.</exception>
    public static PublishedStudy Read(StudyFolder folder) => new()
    {
        Questions = folder.PostTrend is { } questions ? ReadTrend(questions) : new Dictionary<(string, int), int>(),
        Users = folder.UserTrend is { } users ? ReadTrend(users) : new Dictionary<(string, int), int>(),
        NonDeploymentMinutes = folder.ResponseTimes is { } times ? ReadTimes(times, NonDeployment) : [],
        DeploymentMinutes = folder.ResponseTimes is { } own ? ReadTimes(own, "deploy") : [],
    };

    /// <summary>Posts by code, in the codebook's order, from a table <c>code,posts</c>.</summary>
    /// <exception cref="InputException">A code is unknown or stands twice, or a number is none.</exception>
    public static IReadOnlyList<int> ReadCounts(string path, Codebook codebook)
    {
        var table = CsvTable.Read(path);
        var counts = new int[codebook.Count];
        var seen = new HashSet<int>();
        foreach (var row in table.Rows)
        {
            var code = codebook.Resolve(table.Text(row, "code")) ?? throw new InputException(Codes.UnknownCode.Message(table.Text(row, "code"), codebook), path, row.Line, "code");
            var index = codebook.IndexOf(code.Id);
            if (!seen.Add(index))
                throw new InputException($"the code '{code.Id}' stands a second time", path, row.Line, "code");
            counts[index] = Number(table, row, "posts");
        }

        return counts;
    }

    /// <summary>Whether a file is a table of counts and not of codes.</summary>
    public static bool IsCounts(string path) => File.Exists(path) && CsvTable.HeaderOf(path) is var header && header.Contains("code") && header.Contains("posts");

    private static Dictionary<(string, int), int> ReadTrend(string path)
    {
        var table = CsvTable.Read(path);
        var counts = new Dictionary<(string, int), int>();
        foreach (var row in table.Rows)
        {
            foreach (var year in table.Header.Skip(1))
            {
                if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    throw new InputException($"'{year}' is no year", path, 1, year);
                counts[(row.Fields[0], number)] = Number(table, row, year);
            }
        }

        return counts;
    }

    private static int Number(CsvTable table, CsvTable.Row row, string column)
        => int.TryParse(table.Text(row, column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InputException($"'{table.Text(row, column)}' is no count", table.Source, row.Line, column);

    /// <summary>The numbers below the last text of a sheet: the published sheet of deployment questions holds another list above them.</summary>
    private static List<double> ReadTimes(string path, string sheet)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var stream = File.OpenRead(path);
            using var book = ExcelReaderFactory.CreateOpenXmlReader(stream);
            var times = new List<double>();
            do
            {
                while (book.Name == sheet && book.Read())
                {
                    switch (book.FieldCount > 0 ? book.GetValue(0) : null)
                    {
                        case string:
                            times.Clear();
                            break;
                        case double minutes:
                            times.Add(minutes);
                            break;
                    }
                }
            }
            while (book.NextResult());
            return times;
        }
        catch (Exception problem) when (problem is ExcelReaderException or IOException or InvalidDataException or UnauthorizedAccessException or System.Xml.XmlException)
        {
            throw new InputException($"not readable as an .xlsx workbook ({problem.Message})", path, inner: problem);
        }
    }
}
