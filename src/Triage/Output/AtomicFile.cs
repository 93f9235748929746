using System.Security.Cryptography;

namespace Triage.Output;

/// <summary>
/// A file that appears whole or not at all: it is written under a temporary name in the same folder, flushed to the disk, and renamed by
/// <see cref="Commit"/>. Disposed of without that (an error, a cancellation), the temporary file is removed and what stood under the name stays.
/// Devices and pipes (<c>/dev/stdout</c>) cannot be renamed over and are written directly.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private readonly string _name;
    private readonly string _target;
    private readonly string? _temporary;
    private readonly FileStream _file;
    private bool _committed;

    private AtomicFile(string name)
    {
        _name = name;
        _target = Path.GetFullPath(name);
        if (Directory.Exists(_target))
            throw new InputException("is a directory; give the name of a file in it", name);
        try
        {
            if (new FileInfo(_target).LinkTarget is not null)
                _target = File.ResolveLinkTarget(_target, returnFinalTarget: true)?.FullName ?? _target;
            _temporary = _target.StartsWith("/dev/", StringComparison.Ordinal) ? null : TemporaryName(_target);
            _file = _temporary is null
                ? new FileStream(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
                : new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new InputException($"cannot be written: the folder {Path.GetDirectoryName(_target)} does not exist; make it first", name, inner: e);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw Unwritable(name, e);
        }

        Stream = new GuardedStream(_file, name);
    }

    /// <summary>Where to write, in large pieces: there is no buffer. A full disk shows here, as an <see cref="InputException"/> that names the file.</summary>
    public Stream Stream { get; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its final name; an existing file is replaced when it is committed.</param>
    /// <exception cref="InputException">The folder is missing or cannot be written to, or the path is a directory.</exception>
    public static AtomicFile Create(string path) => new(path);

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="InputException">It cannot be written, or the disk is full; what stood there stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = Create(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Writes a whole file of UTF-8 text without byte order mark.</summary>
    /// <exception cref="InputException">As for <see cref="Write(string, Action{Stream})"/>.</exception>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Finds out whether a file could be written there, before hours of work are lost on it.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public static void Check(string path) => Create(path).Dispose();

    /// <summary>Flushes to the disk and gives the file its name.</summary>
    /// <exception cref="InputException">The disk is full or the name cannot be given.</exception>
    public void Commit()
    {
        try
        {
            _file.Flush(flushToDisk: _temporary is not null);
            _file.Dispose();
            if (_temporary is not null)
                File.Move(_temporary, _target, overwrite: true);
            _committed = true;
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw Unwritable(_name, e);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_committed && _temporary is not null)
            File.Delete(_temporary);
    }

    internal static InputException Unwritable(string path, Exception problem) =>
        new($"cannot be written: {problem.Message.TrimEnd('.')}; check the path, its permissions and the space left", path, inner: problem);

    /// <summary>A file larger than the file system takes comes as an <see cref="ArgumentOutOfRangeException"/>.</summary>
    internal static bool IsOfDisk(Exception problem) =>
        problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentOutOfRangeException;

    private static string TemporaryName(string target) =>
        Path.Combine(Path.GetDirectoryName(target) ?? "", $".triage-{RandomNumberGenerator.GetHexString(12, lowercase: true)}.tmp");
}
