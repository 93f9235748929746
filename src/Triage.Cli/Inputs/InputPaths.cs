namespace Triage.Cli.Inputs;

/// <summary>Files and directories as the user gives them.</summary>
internal static class InputPaths
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>
    /// The files meant: a file is itself, a directory all files in it and below, in ordinal order, hidden ones left out. A file given twice comes once.
    /// </summary>
    /// <exception cref="InputException">A path does not exist or a directory holds no file.</exception>
    public static IReadOnlyList<string> Files(IEnumerable<string> paths)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
            files.AddRange(Expand(path).Where(file => seen.Add(file == StandardInput ? file : Path.GetFullPath(file))));
        return files;
    }

    private static IReadOnlyList<string> Expand(string path)
    {
        if (path == StandardInput || File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new InputException("no such file or directory; check the path", path);
        try
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
            var files = Directory.EnumerateFiles(path, "*", options).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0 ? files : throw new InputException("the directory holds no files", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the directory cannot be read ({e.Message})", path, inner: e);
        }
    }
}
