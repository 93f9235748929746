namespace Triage.Posts.Input;

/// <summary>The bytes of one source: what the operating system or gzip has to say of them becomes an <see cref="InputException"/> that names the source.</summary>
internal sealed class SourceStream(Stream inner, string name, bool leaveOpen, CancellationToken cancellation) : ForwardStream(inner, leaveOpen)
{
    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return Inner.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InputException("the gzip data is damaged or cut off; fetch or pack the file again", name, inner: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {e.Message}", name, inner: e);
        }
    }
}
