namespace Triage.Posts.Formats;

/// <summary>
/// <c>Posts.xml</c> of the Stack Exchange data dump: <c>&lt;row Id= PostTypeId= .../&gt;</c>, type 1 a question, type 2 an answer; rows of other types (wiki pages) are passed over.
/// <para>With <see cref="SeparateAnswers.Leave"/> questions come out as they are read, without answers: one pass, constant memory.</para>
/// <para>With <see cref="SeparateAnswers.Join"/> each question comes out with its answers, questions in the order of the dump. One pass too, so a pipe will do, but
/// the first post comes out after the last row was read. Rows are gathered in groups of neighbouring questions; up to 128 MB of them stay in memory, the rest is written
/// to one temporary file (about as large as the texts read, removed at the end). This rests on rows standing in ascending order of <c>Id</c>, as in every dump: a question comes before its answers.
/// Answers whose question is not in the source are no posts and are left out.</para>
/// </summary>
public sealed class StackExchangeDumpFormat : IPostFormat
{
    public string Name => "Stack Exchange dump Posts.xml (<posts><row Id= PostTypeId= Title= Body= Tags= .../></posts>)";

    public bool Matches(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("<?xml"u8) && !head.StartsWith("<!--"u8) && !head.StartsWith("<posts"u8))
            return false;
        var root = head.IndexOf("<posts"u8);
        return root >= 0 && root + 6 < head.Length && " >/\r\n\t"u8.Contains(head[root + 6]);
    }

    public IEnumerable<Post> Read(PostInput input, CancellationToken cancellation) =>
        input.Answers == SeparateAnswers.Join
            ? AnswerJoin.Of(DumpRows.Read(input, cancellation), input.Name)
            : DumpRows.Read(input, cancellation).Where(r => r.Question is not null).Select(r => r.Question!);
}
