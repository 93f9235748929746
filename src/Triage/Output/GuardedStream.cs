namespace Triage.Output;

/// <summary>Passes writes on; errors of the disk come out as an <see cref="InputException"/> under the file's own name, not its temporary one.</summary>
internal sealed class GuardedStream(FileStream file, string name) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            file.Write(buffer);
        }
        catch (Exception e) when (AtomicFile.IsOfDisk(e))
        {
            throw AtomicFile.Unwritable(name, e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        try
        {
            file.Flush();
        }
        catch (Exception e) when (AtomicFile.IsOfDisk(e))
        {
            throw AtomicFile.Unwritable(name, e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
