using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Triage.Posts.Input;

/// <summary>UTF-16 given out as UTF-8; half a surrogate pair or half a unit is an <see cref="InputException"/> that names line and byte offset.</summary>
/// <param name="inner">The bytes after the byte order mark.</param>
/// <param name="name">The name of the source, for errors.</param>
/// <param name="bigEndian">Which byte of a unit comes first.</param>
internal sealed class Utf16Stream(Stream inner, string name, bool bigEndian) : ForwardStream(inner)
{
    private readonly byte[] _source = new byte[1 << 15];
    private readonly char[] _units = new char[1 << 14];
    private readonly byte[] _text = new byte[3 << 14];
    private int _sourceEnd;
    private int _at;
    private int _end;
    private long _offset = 2;
    private long _line = 1;
    private bool _bad;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (_at == _end && !Fill()))
            return 0;
        var n = Math.Min(buffer.Length, _end - _at);
        _text.AsSpan(_at, n).CopyTo(buffer);
        _at += n;
        return n;
    }

    private bool Fill()
    {
        (_at, _end) = (0, 0);
        while (_end == 0)
        {
            if (_bad)
                throw Invalid();
            var n = Inner.Read(_source.AsSpan(_sourceEnd));
            if (n == 0 && _sourceEnd == 0)
                return false;
            if (n == 0)
                throw Invalid();
            _sourceEnd += n;
            Decode();
        }

        _line += _text.AsSpan(0, _end).Count((byte)'\n');
        return true;
    }

    private void Decode()
    {
        var units = _units.AsSpan(0, _sourceEnd / 2);
        var raw = MemoryMarshal.Cast<byte, ushort>(_source.AsSpan(0, units.Length * 2));
        if (bigEndian == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(raw, MemoryMarshal.Cast<char, ushort>(units));
        else
            raw.CopyTo(MemoryMarshal.Cast<char, ushort>(units));
        var status = Utf8.FromUtf16(units, _text, out var read, out _end, replaceInvalidSequences: false, isFinalBlock: false);
        _bad = status == OperationStatus.InvalidData;
        _source.AsSpan(read * 2, _sourceEnd - (read * 2)).CopyTo(_source);
        _sourceEnd -= read * 2;
        _offset += read * 2;
    }

    private InputException Invalid() => new(
        $"the text at byte offset {_offset} is not valid UTF-16 (half a character); save it as UTF-8", name, _line);
}
