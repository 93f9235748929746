namespace Triage.Cli.Inputs;

/// <summary>Small text files read whole.</summary>
internal static class TextFile
{
    /// <exception cref="InputException">The file is missing or unreadable.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message.TrimEnd('.')}); check the path", path, inner: e);
        }
    }
}
