using Triage.Posts.Formats;
using Triage.Posts.Input;

namespace Triage.Posts;

/// <summary>
/// Reads posts from any supported format, found by content and not by file name; gzip is unpacked, UTF-8 and UTF-16 byte order marks are understood.
/// Posts come one by one, so memory does not grow with the source (except as <see cref="SeparateAnswers.Join"/> says).
/// Use <see cref="UniquePosts"/> behind it where sources may repeat each other.
/// </summary>
public sealed class PostReader
{
    private const int HeadLength = 1 << 16;

    /// <summary>The formats that are understood, in the order they are asked.</summary>
    public static IReadOnlyList<IPostFormat> AllFormats { get; } =
    [
        new StudyFormat(),
        new StackExchangeApiFormat(),
        new JsonLinesFormat(),
        new StackExchangeDumpFormat(),
        new CsvFormat(),
    ];

    /// <summary>The formats this reader asks, in this order; all unless set.</summary>
    public IReadOnlyList<IPostFormat> Formats { get; init; } = AllFormats;

    /// <summary>What to do with answers in rows of their own (Stack Exchange dump only).</summary>
    public SeparateAnswers Answers { get; init; } = SeparateAnswers.Join;

    /// <summary>Reads one file.</summary>
    /// <exception cref="InputException">From the enumeration: the file is missing, unreadable, empty, of no known format, or damaged.</exception>
    public IEnumerable<Post> Read(string path, CancellationToken cancellation = default)
    {
        using var file = OpenFile(path);
        using var text = TextInput.Open(file, path, cancellation);
        foreach (var post in ReadText(text, path, cancellation))
            yield return post;
    }

    /// <summary>Reads an open stream, standard input for one; the stream is left open.</summary>
    /// <param name="stream">Bytes in any supported format; needs no seeking.</param>
    /// <param name="name">What stands for the file in messages and in <see cref="Post.Source"/>.</param>
    /// <param name="cancellation">Stops between posts and between reads.</param>
    /// <exception cref="InputException">From the enumeration: the content is empty, of no known format, or damaged.</exception>
    public IEnumerable<Post> Read(Stream stream, string name, CancellationToken cancellation = default)
    {
        using var text = TextInput.Open(stream, name, cancellation);
        foreach (var post in ReadText(text, name, cancellation))
            yield return post;
    }

    /// <summary>Reads several files, one after the other; each may be of another format. All are looked up before the first is read.</summary>
    /// <exception cref="InputException">From the enumeration, as for one file.</exception>
    public IEnumerable<Post> Read(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        var all = paths.ToList();
        foreach (var path in all)
            CheckFile(path);
        foreach (var path in all)
        {
            foreach (var post in Read(path, cancellation))
                yield return post;
        }
    }

    /// <summary>The format of a source that begins like this; null when none fits.</summary>
    public IPostFormat? Find(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart(" \t\r\n"u8);
        foreach (var format in Formats)
        {
            if (format.Matches(head))
                return format;
        }

        return null;
    }

    private IEnumerable<Post> ReadText(PeekStream text, string name, CancellationToken cancellation)
    {
        var format = FormatOf(text, name);
        foreach (var post in format.Read(new PostInput(text, name, Answers), cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return post;
        }
    }

    private IPostFormat FormatOf(PeekStream text, string name)
    {
        var head = text.Peek(HeadLength);
        if (Find(head) is { } format)
            return format;
        if (text.Later is not null)
            throw text.Later;
        if (head.TrimStart(" \t\r\n"u8).IsEmpty)
            throw new InputException("is empty; give a file with at least one post", name);
        var known = string.Join("; ", Formats.Select(f => f.Name));
        throw new InputException($"is in no format that is understood. Understood are: {known}; each also packed with gzip", name);
    }

    private static void CheckFile(string path)
    {
        if (Directory.Exists(path))
            throw new InputException("is a directory; give the files in it", path);
        if (!File.Exists(path))
            throw new InputException("no such file; check the path", path);
    }

    private static FileStream OpenFile(string path)
    {
        CheckFile(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be opened: {e.Message}", path, inner: e);
        }
    }
}
