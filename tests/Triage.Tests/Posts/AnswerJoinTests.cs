using Triage.Posts;
using Triage.Posts.Formats;

namespace Triage.Tests.Posts;

public class AnswerJoinTests
{
    [Fact]
    public void Answers_come_to_their_questions_whatever_stays_in_memory()
    {
        for (var round = 0; round < 60; round++)
        {
            var random = new Random(round);
            var posts = SamplePosts.Make(random, random.Next(1, 60), answers: true);
            var late = posts.Count * 100L + 2000;
            var rows = posts.Select(p => new DumpRow(long.Parse(p.Id), p with { Answers = [], Format = BodyFormat.Html }, null, 0, 1))
                .Concat(posts.SelectMany(p => p.Answers.Select(a =>
                {
                    // Answers to old questions come much later in a dump.
                    var id = long.Parse(a.Id!) + (random.Next(2) == 0 ? late : 0);
                    return new DumpRow(id, null, a with { Format = BodyFormat.Html }, long.Parse(p.Id), 1);
                })))
                .Append(new DumpRow(long.MaxValue, null, new Answer { Body = "its question is not here" }, 3, 1))
                .Append(new DumpRow(long.MaxValue - 1, null, new Answer { Body = "nor is this one's" }, 1011, 1))
                .OrderBy(r => r.Id)
                .ToList();
            var expected = posts.Select(p => p with { Answers = p.Answers.OrderBy(a => rows.FindIndex(r => r.Answer?.Id == a.Id)).ToList() }).ToList();
            var joined = AnswerJoin.Of(rows, "posts.xml", inMemory: random.Next(1, 20_000), groupSize: random.Next(1, 5_000)).ToList();
            SamplePosts.AssertSame(expected, joined, BodyFormat.Html);
        }
    }

    [Fact]
    public void No_temporary_file_is_left()
    {
        static int Left() => Directory.GetFiles(Path.GetTempPath(), "triage-*.tmp").Length;
        var before = Left();
        var rows = Enumerable.Range(1, 500).Select(i => new DumpRow(i, new Post { Id = i.ToString(), Body = new string('x', 100) }, null, 0, i));
        using (var posts = AnswerJoin.Of(rows, "posts.xml", inMemory: 1000, groupSize: 500).GetEnumerator())
        {
            Assert.True(posts.MoveNext());
            Assert.Equal(before + 1, Left());
        }

        Assert.Equal(before, Left());
    }
}
