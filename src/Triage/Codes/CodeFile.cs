using Triage.Codebooks;

namespace Triage.Codes;

/// <summary>What a lenient reading of a code file gives: the good rows, and what was wrong with the others.</summary>
/// <param name="Rows">Rows that are valid, in the order of the file.</param>
/// <param name="Problems">One for each row left out, in the order of the file; each names file, line and field.</param>
public sealed record CodeFileResult(IReadOnlyList<CodedPost> Rows, IReadOnlyList<InputException> Problems);

/// <summary>
/// Code files: CSV, UTF-8, header <c>post_id,code,second_code,confidence,coder</c> in any order; <c>second_code</c> and <c>confidence</c>
/// may be missing, further columns are kept. Codes in another spelling (case, spacing, a synonym of the codebook) come out as ids.
/// </summary>
public static class CodeFile
{
    /// <summary>The columns of the contract, in its order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["post_id", "code", "second_code", "confidence", "coder"];

    /// <summary>Reads a code file; the first thing wrong stops it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="codebook">What codes must be in, beside the words of <see cref="Verdict"/>; null leaves codes unchecked.</param>
    /// <exception cref="InputException">Names file, line and field; for an unknown code also the nearest known ones.</exception>
    public static IReadOnlyList<CodedPost> Read(string path, Codebook? codebook = null)
        => Parse(StrictText.Read(path), path, codebook);

    /// <summary>Reads the text of a code file, as <see cref="Read"/> does.</summary>
    /// <param name="text">The CSV.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="codebook">What codes must be in; null leaves codes unchecked.</param>
    /// <exception cref="InputException">Names source, line and field.</exception>
    public static IReadOnlyList<CodedPost> Parse(string text, string? source = null, Codebook? codebook = null)
        => new CodeFileReader(text, source, codebook, problem => throw problem).Read();

    /// <summary>Reads what can be read and collects the rows that cannot; a file without header or needed column still throws.</summary>
    /// <param name="path">The file.</param>
    /// <param name="codebook">What codes must be in; null leaves codes unchecked.</param>
    /// <exception cref="InputException">The file as a whole cannot be used.</exception>
    public static CodeFileResult ReadLenient(string path, Codebook? codebook = null)
    {
        var problems = new List<InputException>();
        var rows = new CodeFileReader(StrictText.Read(path), path, codebook, problems.Add).Read();
        return new CodeFileResult(rows, problems);
    }

    /// <summary>Writes the contract's columns, then the further columns in the order in which rows bring them; lines end in '\n'.</summary>
    public static void Write(IEnumerable<CodedPost> rows, TextWriter writer) => CodeFileWriter.Write(rows, writer);
}
