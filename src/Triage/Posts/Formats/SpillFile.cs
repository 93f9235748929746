namespace Triage.Posts.Formats;

/// <summary>A temporary file that is made when first needed and gone when closed.</summary>
internal sealed class SpillFile : IDisposable
{
    private FileStream? _file;

    /// <summary>Appends bytes; gives back where they stand.</summary>
    /// <exception cref="InputException">The temporary directory is full or not writable.</exception>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file ??= new FileStream(
                Path.Combine(Path.GetTempPath(), $"triage-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);
            var at = _file.Length;
            RandomAccess.Write(_file.SafeFileHandle, bytes, at);
            return at;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"joining answers needs room for a temporary file in {Path.GetTempPath()} ({e.Message}); make room, set TMPDIR to another directory, or read questions without answers",
                inner: e);
        }
    }

    public void Read(long at, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var n = RandomAccess.Read(_file!.SafeFileHandle, bytes, at);
            if (n == 0)
                throw new InputException("the temporary file for joining answers was cut off while it was in use; run again");
            bytes = bytes[n..];
            at += n;
        }
    }

    public void Dispose() => _file?.Dispose();
}
