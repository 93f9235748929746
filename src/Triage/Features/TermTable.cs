using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Triage.Features;

/// <summary>
/// A hash table from term (a block's letter and a token, in UTF-8) to id, ids counting from 1 in order of addition.
/// Open addressing over 64-bit hashes with the bytes compared, so that no two terms are ever taken for one.
/// Reading is safe from many threads; adding is not.
/// </summary>
public sealed class TermTable
{
    private int[] _slots = new int[1024];
    private ulong[] _hashes = new ulong[512];
    private int[] _ends = new int[512];
    private byte[] _bytes = new byte[8192];
    private int _count;

    /// <summary>How many terms; the highest id.</summary>
    public int Count => _count;

    public static TermTable Of(IEnumerable<string> terms)
    {
        var table = new TermTable();
        foreach (var term in terms)
        {
            var bytes = Encoding.UTF8.GetBytes(term);
            if (bytes.Length < 2)
                throw new ArgumentException($"'{term}' is no term: a block's letter and a token are needed", nameof(terms));
            var before = table.Count;
            if (table.Add(bytes[0], bytes.AsSpan(1)) <= before)
                throw new ArgumentException($"the term '{term}' stands twice", nameof(terms));
        }

        return table;
    }

    /// <summary>Id of the term, or 0 when it is not known.</summary>
    public int Find(byte prefix, ReadOnlySpan<byte> token)
    {
        var hash = Hash(prefix, token);
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var id = _slots[slot];
            if (id == 0 || (_hashes[id] == hash && Same(id, prefix, token)))
                return id;
        }
    }

    /// <summary>Id of the term, added when it is new.</summary>
    public int Add(byte prefix, ReadOnlySpan<byte> token)
    {
        var id = Find(prefix, token);
        if (id != 0)
            return id;
        id = ++_count;
        if (id >= _hashes.Length)
        {
            Array.Resize(ref _hashes, id * 2);
            Array.Resize(ref _ends, id * 2);
        }

        var start = _ends[id - 1];
        var end = start + 1 + token.Length;
        if (end > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        _bytes[start] = prefix;
        token.CopyTo(_bytes.AsSpan(start + 1));
        _ends[id] = end;
        _hashes[id] = Hash(prefix, token);
        if (_count * 2 > _slots.Length)
            Grow();
        else
            Place(id);
        return id;
    }

    /// <summary>The term of an id, 1 to <see cref="Count"/>.</summary>
    public string Term(int id)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(id, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(id, _count);
        return Encoding.UTF8.GetString(Bytes(id));
    }

    private ReadOnlySpan<byte> Bytes(int id) => _bytes.AsSpan(_ends[id - 1].._ends[id]);

    private bool Same(int id, byte prefix, ReadOnlySpan<byte> token)
    {
        var bytes = Bytes(id);
        return bytes[0] == prefix && bytes[1..].SequenceEqual(token);
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 4];
        for (var id = 1; id <= _count; id++)
            Place(id);
    }

    private void Place(int id)
    {
        var mask = _slots.Length - 1;
        var slot = (int)_hashes[id] & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        _slots[slot] = id;
    }

    /// <summary>Multiply-and-rotate over eight bytes at a time: short keys, no attacker gains more than slow look-ups of their own post.</summary>
    private static ulong Hash(byte prefix, ReadOnlySpan<byte> token)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        var hash = (prefix + (ulong)token.Length * 256) * prime;
        while (token.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(token)) * prime, 29);
            token = token[8..];
        }

        ulong rest = 0;
        for (var i = 0; i < token.Length; i++)
            rest |= (ulong)token[i] << (8 * i);
        hash = (hash ^ rest) * prime;
        return hash ^ (hash >> 32);
    }
}
