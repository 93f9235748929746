using System.Text;
using CsvHelper;

namespace Triage.Posts.Formats;

/// <summary>
/// CSV (RFC 4180; also with semicolons or tabs) whose header names <c>id</c> and <c>title</c> or <c>body</c>, and maybe <c>tags</c>, <c>creation_date</c>,
/// <c>owner_id</c>, <c>accepted_answer_id</c>, <c>link</c>; in any case and order, also as the Stack Exchange Data Explorer names them (<c>CreationDate</c>, <c>OwnerUserId</c>).
/// Further columns become <see cref="Post.Labels"/>. Memory is bounded by the longest row.
/// </summary>
public sealed class CsvFormat : IPostFormat
{
    private static readonly char[] Separators = [',', ';', '\t'];

    public string Name => "CSV with a header (id,title,body,tags)";

    public bool Matches(ReadOnlySpan<byte> head)
    {
        var columns = Columns(head).Names.Select(CsvColumns.Canonical).ToHashSet();
        return columns.Contains("title") || columns.Contains("body") || columns.IsSupersetOf(["id", "tags"]);
    }

    public IEnumerable<Post> Read(PostInput input, CancellationToken cancellation)
    {
        var stream = new Input.PeekStream(input.Utf8);
        var options = new CsvReaderOptions
        {
            Separator = Columns(stream.Peek(1 << 12).TrimStart("\r\n \t"u8)).Separator,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        using var csv = CsvReader.Create(stream, options, leaveOpen: true);
        CsvColumns? columns = null;
        while (Next(csv, ref columns, input.Name) is { } post)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return post;
        }
    }

    private static Post? Next(CsvReader csv, ref CsvColumns? columns, string file)
    {
        try
        {
            columns ??= new CsvColumns(csv.Headers, file);
            return csv.Read() ? columns.ToPost(csv) : null;
        }
        catch (CsvFormatException e)
        {
            throw new InputException(
                $"the CSV is damaged near byte offset {e.ByteOffset} ({e.Message}); put fields with separators, quotation marks or line ends in quotation marks, and double those within",
                file,
                e.LineNumber,
                inner: e);
        }
    }

    /// <summary>The header's names with the separator that makes most of them.</summary>
    private static (char Separator, string[] Names) Columns(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOfAny((byte)'\n', (byte)'\r');
        var header = Encoding.UTF8.GetString(end < 0 ? head : head[..end]);
        return Separators.Select(s => (s, header.Split(s).Select(n => n.Trim().Trim('"')).ToArray())).MaxBy(c => c.Item2.Length);
    }
}
