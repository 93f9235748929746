using System.Text;
using Triage.Posts;

namespace Triage.Tests.Posts;

/// <summary>Random posts with the texts that break readers: quotes, separators, markup, line ends, entities, characters of every UTF-8 length.</summary>
internal static class SamplePosts
{
    private static readonly string[] Pieces =
    [
        "the model ", "loads, but ", "\"quoted\" ", "it's ", "<p>slow</p> ", "&amp; ", "&lt;b&gt; ", "a < b && c > d ", "\n", "\r\n", "\t", "\\n ", "; ", "| ",
        "größer ", "模型 ", "модель ", "😀 ", "\u00A0", "{\"a\": [1, 2]} ", "```\ncode\n``` ", "]]> ", "--> ", "\u2028", "\uFEFF", "",
    ];

    private static readonly string[] TagPool = ["tensorflow", "c#", "c++", "node.js", "core-ml", "tensorflow.js", "python-3.x"];

    public static List<Post> Make(Random random, int count, bool answers, bool labels = false) =>
        Enumerable.Range(0, count).Select(i => new Post
        {
            Id = (1000 + (i * 50) + random.Next(10)).ToString(),
            Title = Text(random, 4),
            Body = Text(random, random.Next(40) == 0 ? 20000 : 20),
            Tags = TagPool.OrderBy(_ => random.Next()).Take(random.Next(4)).ToList(),
            Answers = answers ? Enumerable.Range(0, random.Next(4)).Select(a => Answer(random, 1011 + (i * 50) + (a * 3))).ToList() : [],
            CreationDate = random.Next(3) == 0 ? null : Date(random),
            OwnerId = random.Next(3) == 0 ? null : random.Next(1, 9999).ToString(),
            AcceptedAnswerId = random.Next(3) == 0 ? null : random.Next(1, 9999).ToString(),
            Labels = labels && random.Next(2) == 0 ? new Dictionary<string, string> { ["era"] = "today", ["fault_label"] = Text(random, 2) } : new Dictionary<string, string>(),
        }).ToList();

    private static Answer Answer(Random random, int id) => new()
    {
        Id = id.ToString(),
        Body = "answer " + Text(random, 10),
        Score = random.Next(-5, 50),
        CreationDate = Date(random),
    };

    private static DateTime Date(Random random) => DateTime.UnixEpoch.AddSeconds(random.Next(1_300_000_000, 1_800_000_000));

    private static string Text(Random random, int pieces)
    {
        var text = new StringBuilder();
        for (var i = random.Next(pieces + 1); i > 0; i--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    /// <summary>Fails unless both are the same posts; <paramref name="text"/> says what the format may change in a text.</summary>
    public static void AssertSame(IReadOnlyList<Post> expected, IReadOnlyList<Post> actual, BodyFormat format, Func<string, string>? text = null, bool dates = true)
    {
        text ??= t => t;
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var (e, a) = (expected[i], actual[i]);
            Assert.Equal(e.Id, a.Id);
            Assert.Equal(text(e.Title), a.Title);
            Assert.Equal(text(e.Body), a.Body);
            Assert.Equal(format, a.Format);
            Assert.Equal(e.Tags, a.Tags);
            Assert.Equal(e.OwnerId, a.OwnerId);
            Assert.Equal(e.AcceptedAnswerId, a.AcceptedAnswerId);
            Assert.Equal(e.Labels.OrderBy(l => l.Key), a.Labels.OrderBy(l => l.Key));
            Assert.Equal(e.Answers.Select(x => (x.Id, text(x.Body), x.Score, x.CreationDate)), a.Answers.Select(x => (x.Id, x.Body, x.Score, x.CreationDate)));
            Assert.All(a.Answers, x => Assert.Equal(format, x.Format));
            if (dates)
                Assert.Equal(e.CreationDate, a.CreationDate);
            Assert.True(a.CreationDate is null || a.CreationDate.Value.Kind == DateTimeKind.Utc);
        }
    }
}
