namespace Triage.Features;

/// <summary>Takes tokens as <see cref="Tokenizer"/> finds them. A struct, so that the calls are inlined.</summary>
public interface ITokenSink
{
    /// <param name="token">Lower-case UTF-8; valid only during the call.</param>
    /// <param name="start">Byte offset in the text of the words the token stands for.</param>
    /// <param name="length">Their length in bytes.</param>
    void Token(ReadOnlySpan<byte> token, int start, int length);
}
