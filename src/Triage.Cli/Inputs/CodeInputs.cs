using Triage.Codebooks;
using Triage.Codes;

namespace Triage.Cli.Inputs;

/// <summary>Code rows from files and directories: code files, and the study's workbook.</summary>
internal static class CodeInputs
{
    /// <summary>All rows in order; a row that stands in two files alike comes once.</summary>
    /// <exception cref="InputException">A file cannot be read, a code is unknown, or a coder gave a post two different codes.</exception>
    public static IReadOnlyList<CodedPost> Read(IEnumerable<string> paths, Codebook codebook)
    {
        var rows = new List<CodedPost>();
        var seen = new Dictionary<(string Post, string Coder), CodedPost>();
        foreach (var row in InputPaths.Files(paths).SelectMany(file => ReadFile(file, codebook)))
        {
            if (seen.TryAdd((row.PostId, row.Coder), row))
                rows.Add(row);
            else if (seen[(row.PostId, row.Coder)] is var first && first.Code != row.Code)
                throw new InputException($"coder '{row.Coder}' gives post {row.PostId} the code '{row.Code}' here and '{first.Code}' at {first.Source}:{first.Line}; keep one", row.Source, row.Line, "code");
        }

        return rows;
    }

    private static IReadOnlyList<CodedPost> ReadFile(string file, Codebook codebook) =>
        IsWorkbook(file) ? StudyCategories.Read(file, codebook) : CodeFile.Read(file, codebook);

    /// <summary>Workbooks are zip archives.</summary>
    private static bool IsWorkbook(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be opened: {e.Message}", file, inner: e);
        }
    }
}
