namespace Triage;

/// <summary>
/// Input that cannot be used as it is: says in one sentence what is wrong, where (file, line or byte offset, field) and what to do.
/// Callers show <see cref="Exception.Message"/> as it stands; it never needs a stack trace.
/// </summary>
public sealed class InputException : Exception
{
    public InputException(string problem, string? file = null, long? line = null, string? field = null, Exception? inner = null)
        : base(Place(file, line, field) + problem, inner)
    {
        Problem = problem;
        File = file;
        Line = line;
        Field = field;
    }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }

    public string? File { get; }

    /// <summary>1-based line (or row of a sheet).</summary>
    public long? Line { get; }

    public string? Field { get; }

    private static string Place(string? file, long? line, string? field)
    {
        var place = file ?? "";
        if (line is not null)
            place += place.Length == 0 ? $"line {line}" : $":{line}";
        if (field is not null)
            place += place.Length == 0 ? $"field '{field}'" : $": field '{field}'";
        return place.Length == 0 ? "" : place + ": ";
    }
}
