namespace Triage.Posts;

/// <summary>One file format that posts come in. <see cref="PostReader"/> asks each format in turn whether it knows the content.</summary>
public interface IPostFormat
{
    /// <summary>What a user is told when no format fits: name and shape in one line.</summary>
    string Name { get; }

    /// <summary>Whether a source that begins like this is of the format.</summary>
    /// <param name="head">The first bytes (up to 64 kB) as UTF-8 without byte order mark and leading blanks; may end within a character.</param>
    bool Matches(ReadOnlySpan<byte> head);

    /// <summary>Reads the posts one by one, in the order of the source.</summary>
    /// <exception cref="InputException">While reading: something cannot be read as it is; names source, line and field.</exception>
    IEnumerable<Post> Read(PostInput input, CancellationToken cancellation);
}

/// <summary>A source as a format gets it.</summary>
/// <param name="Utf8">Checked UTF-8 from the first byte on, without byte order mark.</param>
/// <param name="Name">The file's path, or what stands for it in messages.</param>
/// <param name="Answers">What to do with answers that stand apart from their question.</param>
public sealed record PostInput(Stream Utf8, string Name, SeparateAnswers Answers = SeparateAnswers.Join);

/// <summary>What to do with answers in rows of their own, as the Stack Exchange dump has them.</summary>
public enum SeparateAnswers
{
    /// <summary>Put each answer to its question. Needs the whole source before the first post comes out; see <see cref="Formats.StackExchangeDumpFormat"/>.</summary>
    Join,

    /// <summary>Give questions as they come, without answers: one pass, constant memory.</summary>
    Leave,
}
