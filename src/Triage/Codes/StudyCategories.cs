using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Triage.Codebooks;

namespace Triage.Codes;

/// <summary>
/// The codes of Chen et al. (ESEC/FSE 2020) as published in <c>category.xlsx</c>: one sheet a platform, columns id, url, category.
/// The post's id is the number in the url (the column id only counts rows); the spelling of categories is looked up among the synonyms of the codebook.
/// </summary>
public static partial class StudyCategories
{
    /// <summary>Who coded, in the rows that come out.</summary>
    public const string Coder = "study";

    /// <summary>Reads the workbook; rows come out by ascending post id.</summary>
    /// <exception cref="InputException">Names file, sheet, row and column.</exception>
    public static IReadOnlyList<CodedPost> Read(string path, Codebook codebook)
    {
        // The workbook reader wants the Windows code pages even for files that do not use them.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var stream = File.OpenRead(path);
            using var book = ExcelReaderFactory.CreateOpenXmlReader(stream);
            return ReadSheets(book, path, codebook);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("the file does not exist; check the path", path, inner: problem);
        }
        catch (Exception problem) when (problem is ExcelReaderException or IOException or InvalidDataException or UnauthorizedAccessException or System.Xml.XmlException)
        {
            throw new InputException($"not readable as an .xlsx workbook ({problem.Message})", path, inner: problem);
        }
    }

    private static List<CodedPost> ReadSheets(IExcelDataReader book, string path, Codebook codebook)
    {
        var rows = new Dictionary<string, (CodedPost Row, string Sheet)>();
        do
        {
            var sheet = $"{path}[{book.Name}]";
            var platform = codebook.TopLevel.FirstOrDefault(node => string.Equals(node.Id, book.Name.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw new InputException($"the sheet '{book.Name}' is no platform of the codebook ({string.Join(", ", codebook.TopLevel)})", path);
            if (!book.Read())
                continue;
            var url = Column(book, "url", sheet);
            var category = Column(book, "category", sheet);
            for (var line = 2; book.Read(); line++)
            {
                if (Cell(book, url).Length == 0 && Cell(book, category).Length == 0)
                    continue;
                var row = ReadRow(Cell(book, url), Cell(book, category), sheet, line, platform, codebook);
                if (!rows.TryAdd(row.PostId, (row, sheet)))
                    throw new InputException($"post {row.PostId} is coded a second time (first in {rows[row.PostId].Sheet}, row {rows[row.PostId].Row.Line})", sheet, line, "url");
            }
        }
        while (book.NextResult());
        return [.. rows.Values.Select(found => found.Row).OrderBy(row => row.PostId.Length).ThenBy(row => row.PostId, StringComparer.Ordinal)];
    }

    private static CodedPost ReadRow(string url, string category, string sheet, int line, Node platform, Codebook codebook)
    {
        var post = QuestionUrl().Match(url);
        if (!post.Success)
            throw new InputException($"'{url}' is no address of a question (.../questions/NUMBER)", sheet, line, "url");
        if (category.Length == 0)
            throw new InputException("the category is empty", sheet, line, "category");
        var code = codebook.Resolve(category, platform.Id) ?? throw new InputException(UnknownCode.Message(category, codebook, platform.Id), sheet, line, "category");
        return new CodedPost(post.Groups[1].Value, code.Id, null, null, Coder) { Source = sheet, Line = line };
    }

    private static int Column(IExcelDataReader book, string name, string sheet)
    {
        for (var i = 0; i < book.FieldCount; i++)
        {
            if (string.Equals(Cell(book, i), name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw new InputException($"the column '{name}' is missing; the sheet needs id, url, category", sheet, 1, name);
    }

    private static string Cell(IExcelDataReader book, int column)
        => Convert.ToString(book.GetValue(column), CultureInfo.InvariantCulture)?.Trim() ?? "";

    [GeneratedRegex("/(?:questions|q)/([1-9][0-9]*)")]
    private static partial Regex QuestionUrl();
}
