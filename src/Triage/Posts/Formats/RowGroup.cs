using System.Globalization;
using System.Text;

namespace Triage.Posts.Formats;

/// <summary>Neighbouring questions and their answers in a compact form, in memory or in parts of the spill file.</summary>
internal sealed class RowGroup(string file)
{
    private readonly List<(long At, int Length)> _spilled = [];
    private MemoryStream? _rows;

    public long QuestionBytes { get; private set; }

    /// <summary>Adds a row; gives back how many bytes it takes.</summary>
    public long Add(DumpRow row)
    {
        _rows ??= new MemoryStream();
        var before = _rows.Length;
        using (var to = new BinaryWriter(_rows, Encoding.Unicode, leaveOpen: true))
        {
            to.Write(row.Question is not null);
            if (row.Question is not null)
                WriteQuestion(to, row.Question);
            else
                WriteAnswer(to, row.ParentId, row.Answer!);
        }

        var size = _rows.Length - before;
        QuestionBytes += row.Question is null ? 0 : size;
        return size;
    }

    public void MoveTo(SpillFile spill)
    {
        if (_rows is null)
            return;
        _spilled.Add((spill.Append(_rows.GetBuffer().AsSpan(0, (int)_rows.Length)), (int)_rows.Length));
        _rows = null;
    }

    /// <summary>The group's questions in their order, each with its answers in theirs.</summary>
    public IEnumerable<Post> Join(SpillFile spill)
    {
        var questions = new List<(Post Post, List<Answer> Answers)>();
        var byId = new Dictionary<long, int>();
        foreach (var part in Parts(spill))
        {
            using var from = new BinaryReader(part, Encoding.Unicode);
            while (part.Position < part.Length)
            {
                if (from.ReadBoolean())
                {
                    var post = ReadQuestion(from);
                    byId.Add(long.Parse(post.Id, CultureInfo.InvariantCulture), questions.Count);
                    questions.Add((post, []));
                }
                else
                {
                    var (parent, answer) = ReadAnswer(from);
                    if (byId.TryGetValue(parent, out var at))
                        questions[at].Answers.Add(answer);
                }
            }
        }

        return questions.Select(q => q.Answers.Count == 0 ? q.Post : q.Post with { Answers = q.Answers });
    }

    private IEnumerable<MemoryStream> Parts(SpillFile spill)
    {
        foreach (var (at, length) in _spilled)
        {
            var bytes = new byte[length];
            spill.Read(at, bytes);
            yield return new MemoryStream(bytes);
        }

        if (_rows is not null)
        {
            _rows.Position = 0;
            yield return _rows;
        }
    }

    // UTF-16 here: a lone surrogate, which a character reference in the dump can make, survives it.
    private static void WriteQuestion(BinaryWriter to, Post post)
    {
        to.Write(post.Id);
        to.Write(post.Line);
        WriteText(to, post.Title);
        WriteText(to, post.Body);
        WriteText(to, string.Join('|', post.Tags));
        WriteText(to, post.OwnerId);
        WriteText(to, post.AcceptedAnswerId);
        WriteDate(to, post.CreationDate);
    }

    private Post ReadQuestion(BinaryReader from) => new()
    {
        Id = from.ReadString(),
        Line = from.ReadInt64(),
        Title = ReadText(from) ?? "",
        Body = ReadText(from) ?? "",
        Tags = ReadText(from) is { Length: > 0 } tags ? tags.Split('|') : [],
        OwnerId = ReadText(from),
        AcceptedAnswerId = ReadText(from),
        CreationDate = ReadDate(from),
        Format = BodyFormat.Html,
        Source = file,
    };

    private static void WriteAnswer(BinaryWriter to, long parent, Answer answer)
    {
        to.Write(parent);
        WriteText(to, answer.Id);
        WriteText(to, answer.Body);
        to.Write(answer.Score is not null);
        to.Write(answer.Score ?? 0);
        WriteDate(to, answer.CreationDate);
    }

    private static (long Parent, Answer Answer) ReadAnswer(BinaryReader from)
    {
        var parent = from.ReadInt64();
        var (id, body) = (ReadText(from), ReadText(from));
        var (hasScore, score) = (from.ReadBoolean(), from.ReadInt32());
        return (parent, new Answer
        {
            Id = id,
            Body = body ?? "",
            Score = hasScore ? score : null,
            CreationDate = ReadDate(from),
            Format = BodyFormat.Html,
        });
    }

    private static void WriteText(BinaryWriter to, string? text)
    {
        to.Write(text?.Length ?? -1);
        to.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static string? ReadText(BinaryReader from)
    {
        var length = from.ReadInt32();
        return length < 0 ? null : string.Create(length, from, static (chars, source) =>
            source.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chars)));
    }

    private static void WriteDate(BinaryWriter to, DateTime? date) => to.Write(date?.Ticks ?? -1);

    private static DateTime? ReadDate(BinaryReader from) =>
        from.ReadInt64() is >= 0 and var ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;
}
