namespace Triage.Posts.Input;

/// <summary>A stream whose first bytes can be looked at before they are read, so that pipes can be told by their content too.</summary>
internal sealed class PeekStream(Stream inner) : ForwardStream(inner)
{
    private byte[] _head = [];
    private int _at;
    private int _end;
    private InputException? _later;

    /// <summary>What went wrong behind the bytes that were peeked; thrown once these have been read.</summary>
    public InputException? Later => _later;

    /// <summary>The next bytes, at most <paramref name="count"/>; fewer only where the input ends or turns bad.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _at < count)
        {
            var head = new byte[count];
            _head.AsSpan(_at, _end - _at).CopyTo(head);
            (_head, _end, _at) = (head, _end - _at, 0);
        }

        try
        {
            while (_end - _at < count && _later is null)
            {
                var n = Inner.Read(_head.AsSpan(_end));
                if (n == 0)
                    break;
                _end += n;
            }
        }
        catch (InputException e)
        {
            _later = e;
        }

        return _head.AsSpan(_at, Math.Min(count, _end - _at));
    }

    public void Skip(int count) => _at += count;

    public override int Read(Span<byte> buffer)
    {
        if (_at < _end)
        {
            var n = Math.Min(buffer.Length, _end - _at);
            _head.AsSpan(_at, n).CopyTo(buffer);
            _at += n;
            if (_at == _end)
                (_head, _at, _end) = ([], 0, 0);
            return n;
        }

        return _later is null ? Inner.Read(buffer) : throw _later;
    }
}
