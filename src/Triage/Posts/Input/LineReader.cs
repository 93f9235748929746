namespace Triage.Posts.Input;

/// <summary>Lines of a stream as bytes, without their line ends. Memory is bounded by the longest line; a byte is looked at once, however long its line.</summary>
internal sealed class LineReader(Stream stream, string name, int capacity = 1 << 16)
{
    private byte[] _buffer = new byte[capacity];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The 1-based number of the line that was read last.</summary>
    public long Line { get; private set; }

    /// <summary>The next line; it stands until the next call.</summary>
    /// <exception cref="InputException">A line is longer than an array can be (2 GB).</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var looked = _start;
        while (true)
        {
            var at = _buffer.AsSpan(looked, _end - looked).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = WithoutReturn(_buffer.AsSpan(_start, looked + at - _start));
                _start = looked + at + 1;
                Line++;
                return true;
            }

            if (_ended)
            {
                line = WithoutReturn(_buffer.AsSpan(_start, _end - _start));
                _start = _end;
                Line += line.IsEmpty ? 0 : 1;
                return !line.IsEmpty;
            }

            var length = _end - _start;
            Fill();
            looked = _start + length;
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length == Array.MaxLength)
                throw new InputException("the line is longer than 2 GB; write one post a line", name, Line + 1);
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
        }

        var n = stream.Read(_buffer.AsSpan(_end));
        _end += n;
        _ended = n == 0;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) =>
        line is [.., (byte)'\r'] ? line[..^1] : line;
}
