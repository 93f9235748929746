using System.Buffers;

namespace Triage.Features;

/// <summary>Where a scanner puts what it finds: running text, code blocks, code within a line.</summary>
internal readonly struct TextTarget(ArrayBufferWriter<byte> prose, ArrayBufferWriter<byte> code, ArrayBufferWriter<byte> inline)
{
    public ArrayBufferWriter<byte> Prose { get; } = prose;

    public ArrayBufferWriter<byte> Code { get; } = code;

    public ArrayBufferWriter<byte> Inline { get; } = inline;

    /// <summary>Keeps the last word of one piece apart from the first of the next.</summary>
    public void EndPiece()
    {
        Break(Prose);
        Break(Code);
        Break(Inline);
    }

    public static void Break(ArrayBufferWriter<byte> block)
    {
        if (block.WrittenCount > 0 && block.WrittenSpan[^1] != (byte)'\n')
            block.Write("\n"u8);
    }
}
