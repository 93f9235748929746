using System.Text;
using System.Text.Unicode;

namespace Triage.Posts.Input;

/// <summary>
/// UTF-8 that has been checked: hands out everything before the first invalid byte, then throws an <see cref="InputException"/>
/// that names line and byte offset.
/// </summary>
/// <param name="inner">The bytes.</param>
/// <param name="name">The name of the source, for errors.</param>
/// <param name="offset">How many bytes of the source (a byte order mark) were taken before.</param>
internal sealed class Utf8Stream(Stream inner, string name, long offset) : ForwardStream(inner)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _valid;
    private int _end;
    private long _offset = offset;
    private long _line = 1;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (_at == _valid && !Fill()))
            return 0;
        var n = Math.Min(buffer.Length, _valid - _at);
        _buffer.AsSpan(_at, n).CopyTo(buffer);
        _at += n;
        return n;
    }

    private bool Fill()
    {
        _line += _buffer.AsSpan(0, _valid).Count((byte)'\n');
        _offset += _valid;
        _buffer.AsSpan(_valid, _end - _valid).CopyTo(_buffer);
        (_at, _valid, _end) = (0, 0, _end - _valid);
        while (_valid == 0)
        {
            var n = Inner.Read(_buffer.AsSpan(_end));
            if (n == 0 && _end == 0)
                return false;
            if (n == 0)
                throw Invalid();
            _end += n;
            var whole = LengthOfWholeCharacters(_buffer.AsSpan(0, _end));
            _valid = Utf8.IsValid(_buffer.AsSpan(0, whole)) ? whole : LengthOfValid(_buffer.AsSpan(0, whole));
            if (_valid == 0 && whole > 0)
                throw Invalid();
        }

        return true;
    }

    private InputException Invalid() => new(
        $"the byte 0x{_buffer[0]:X2} at byte offset {_offset} is not valid UTF-8; save the text as UTF-8 (or as UTF-16 with a byte order mark)",
        name,
        _line);

    /// <summary>Leaves out a character at the end of which only the first bytes are there.</summary>
    private static int LengthOfWholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var i = 1; i <= Math.Min(3, bytes.Length); i++)
        {
            var b = bytes[^i];
            if ((b & 0xC0) == 0x80)
                continue;
            var need = b switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return need > i ? bytes.Length - i : bytes.Length;
        }

        return bytes.Length;
    }

    private static int LengthOfValid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var n) == System.Buffers.OperationStatus.Done)
            at += n;
        return at;
    }
}
