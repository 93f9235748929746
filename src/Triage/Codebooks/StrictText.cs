using System.Text;

namespace Triage.Codebooks;

/// <summary>Reads a small text file whole, refusing what is not UTF-8 instead of replacing letters silently.</summary>
internal static class StrictText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="InputException">The file is missing, unreadable, or not UTF-8 (the message gives line and byte offset).</exception>
    public static string Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("the file does not exist; check the path", path, inner: problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the file cannot be read ({problem.Message})", path, inner: problem);
        }

        return Decode(bytes, path);
    }

    internal static string Decode(byte[] bytes, string? file)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new InputException("the file is UTF-16, not UTF-8; save it again as UTF-8", file);
        try
        {
            var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return Utf8.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            var offset = FirstInvalid(bytes);
            var line = 1 + bytes.AsSpan(0, offset).Count((byte)'\n');
            throw new InputException($"byte {offset} (0x{bytes[offset]:X2}) is not UTF-8; save the file again as UTF-8", file, line);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
            at += used;
        return at;
    }
}
