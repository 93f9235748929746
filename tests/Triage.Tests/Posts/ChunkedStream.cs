namespace Triage.Tests.Posts;

/// <summary>A stream that gives its bytes in small pieces of random length and cannot seek, as a pipe does.</summary>
internal sealed class ChunkedStream(byte[] bytes, Random random, int largest) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var n = Math.Min(Math.Min(count, random.Next(1, largest + 1)), bytes.Length - _at);
        bytes.AsSpan(_at, n).CopyTo(buffer.AsSpan(offset));
        _at += n;
        return n;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
