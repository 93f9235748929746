namespace Triage.Features;

/// <summary>Numbers and versions in text.</summary>
internal static class Numbers
{
    public static bool IsNumber(ReadOnlySpan<byte> word) => !word.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Digits and dots, or that with an appendix: <c>1.15</c>, <c>2.0.0-rc1</c>.</summary>
    public static bool IsVersion(ReadOnlySpan<byte> chunk)
    {
        var head = chunk.IndexOf((byte)'-') is > 0 and var dash ? chunk[..dash] : chunk;
        return head.Contains((byte)'.') && !head.ContainsAnyExcept(".0123456789"u8);
    }

    /// <summary>Length of <c>1.15</c> in <c>1.15.0-rc1</c>.</summary>
    public static int MajorMinor(ReadOnlySpan<byte> version)
    {
        var dot = version.IndexOf((byte)'.');
        var end = version[(dot + 1)..].IndexOfAny((byte)'.', (byte)'-');
        return end < 0 ? version.Length : dot + 1 + end;
    }
}
