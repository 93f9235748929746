using Triage.Output;

namespace Triage.Cli.Reports;

/// <summary>The folder an evaluation is written to.</summary>
internal sealed class ReportFolder
{
    private readonly string _path;
    private readonly List<string> _written = [];

    /// <summary>Makes the folder and finds out whether files can be written in it.</summary>
    /// <exception cref="InputException">They cannot.</exception>
    public ReportFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the folder cannot be made ({e.Message.TrimEnd('.')}); check the path and its permissions", path, inner: e);
        }

        _path = path;
        AtomicFile.Check(Path.Combine(path, "metrics.json"));
    }

    public IReadOnlyList<string> Written => _written;

    public void Write(string name, string text) => Write(name, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    public void Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(_path, name);
        AtomicFile.Write(path, write);
        _written.Add(path);
    }
}
