using System.IO.Compression;

namespace Triage.Posts.Input;

/// <summary>Makes checked UTF-8 of whatever bytes a source gives: unpacks gzip, takes byte order marks off, turns UTF-16 into UTF-8.</summary>
internal static class TextInput
{
    /// <summary>Files people do give, and what to do with them instead.</summary>
    private static readonly (byte[] Magic, string Problem)[] Binary =
    [
        ([0x50, 0x4B, 0x03, 0x04], "this is a zip archive (or an .xlsx workbook); unpack it, or save the sheet as CSV"),
        ([0x37, 0x7A, 0xBC, 0xAF], "this is a 7z archive; unpack it into standard input: 7z x -so FILE | triage label -"),
        ([0x42, 0x5A, 0x68], "this is bzip2; unpack it into standard input: bzcat FILE | triage label -"),
        ([0xFD, 0x37, 0x7A, 0x58], "this is xz; unpack it into standard input: xzcat FILE | triage label -"),
        ([0x28, 0xB5, 0x2F, 0xFD], "this is zstd; unpack it into standard input: zstdcat FILE | triage label -"),
        ([0x25, 0x50, 0x44, 0x46], "this is a PDF document; posts come as JSONL, JSON, XML or CSV"),
        ([0xFF, 0xFE, 0x00, 0x00], "this is UTF-32; save it as UTF-8"),
    ];

    /// <summary>Opens a source; closing the result leaves <paramref name="raw"/> open.</summary>
    /// <exception cref="InputException">The source is empty or binary; later, from reads: it is damaged or in the wrong encoding.</exception>
    public static PeekStream Open(Stream raw, string name, CancellationToken cancellation)
    {
        var bytes = new PeekStream(new SourceStream(raw, name, leaveOpen: true, cancellation));
        var head = bytes.Peek(4);
        var packed = head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        if (packed)
        {
            var unpacked = new GZipStream(bytes, CompressionMode.Decompress);
            bytes = new PeekStream(new SourceStream(unpacked, name, leaveOpen: false, cancellation));
        }

        head = bytes.Peek(1 << 12);
        if (head.IsEmpty)
            throw bytes.Later ?? new InputException(packed ? "the gzip file holds nothing or is cut off" : "is empty; give a file with at least one post", name);
        foreach (var (magic, problem) in Binary)
        {
            if (head.StartsWith(magic))
                throw new InputException(problem, name);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            var bigEndian = head[0] == 0xFE;
            bytes.Skip(2);
            return new PeekStream(new Utf16Stream(bytes, name, bigEndian));
        }

        var zero = head.IndexOf((byte)0);
        if (zero >= 0)
            throw new InputException($"is binary (a zero at byte offset {zero}), or UTF-16 without a byte order mark; posts come as UTF-8 text", name);
        var mark = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        bytes.Skip(mark);
        return new PeekStream(new Utf8Stream(bytes, name, mark));
    }
}
