using System.Buffers;
using System.Text;
using Triage.Posts;

namespace Triage.Features;

/// <summary>
/// The text of one post by block, as UTF-8 without markup. Made to be reused: <see cref="Clear"/> keeps the buffers.
/// Pieces of a block are separated by a newline, so that no token runs over from one to the next.
/// </summary>
public sealed class PostText
{
    private readonly ArrayBufferWriter<byte>[] _blocks = Enumerable.Range(0, Blocks.Count).Select(_ => new ArrayBufferWriter<byte>(256)).ToArray();
    private readonly ArrayBufferWriter<byte> _utf8 = new(4096);

    /// <summary>The text of a block; valid until the next change.</summary>
    public ReadOnlySpan<byte> this[Block block] => _blocks[(int)block].WrittenSpan;

    /// <summary>True when no block holds anything but white space.</summary>
    public bool IsEmpty => _blocks.All(b => b.WrittenSpan.TrimStart(" \t\r\n"u8).IsEmpty);

    public static PostText Of(Post post)
    {
        var text = new PostText();
        text.Set(post);
        return text;
    }

    /// <summary>Replaces what was here by the text of <paramref name="post"/>.</summary>
    public void Set(Post post)
    {
        Clear();
        Append(Block.Title, Utf8(post.Title));
        foreach (var tag in post.Tags)
            AddTag(Utf8(tag));
        AddBody(Utf8(post.Body), post.Format);
        foreach (var answer in post.Answers)
            AddAnswer(Utf8(answer.Body), answer.Format);
        Complete();
    }

    /// <summary>Fills what is derived from the other blocks; the last step after adding text piece by piece.</summary>
    public void Complete()
    {
        ErrorLines.Collect(this[Block.Prose], Writer(Block.Error));
        ErrorLines.Collect(this[Block.Code], Writer(Block.Error));
    }

    public void Clear()
    {
        foreach (var block in _blocks)
            block.ResetWrittenCount();
    }

    public void AddTitle(ReadOnlySpan<byte> utf8) => Append(Block.Title, utf8);

    public void AddTag(ReadOnlySpan<byte> utf8) => Append(Block.Tags, utf8);

    public void AddBody(ReadOnlySpan<byte> utf8, BodyFormat format) => Scan(utf8, format, Block.Prose, Block.Code, Block.InlineCode);

    public void AddAnswer(ReadOnlySpan<byte> utf8, BodyFormat format) => Scan(utf8, format, Block.Answer, Block.AnswerCode, Block.AnswerCode);

    internal ArrayBufferWriter<byte> Writer(Block block) => _blocks[(int)block];

    private void Scan(ReadOnlySpan<byte> utf8, BodyFormat format, Block prose, Block code, Block inline)
    {
        var target = new TextTarget(Writer(prose), Writer(code), Writer(inline));
        if (format == BodyFormat.Html || (format == BodyFormat.Unknown && HtmlScanner.LooksLikeHtml(utf8)))
            HtmlScanner.Scan(utf8, target);
        else
            MarkdownScanner.Scan(utf8, target);
        target.EndPiece();
    }

    private void Append(Block block, ReadOnlySpan<byte> utf8)
    {
        Writer(block).Write(utf8);
        Writer(block).Write("\n"u8);
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        _utf8.ResetWrittenCount();
        var span = _utf8.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, span);
        _utf8.Advance(written);
        return _utf8.WrittenSpan;
    }
}
