using System.IO.Compression;
using System.Text;
using Triage.Posts;

namespace Triage.Tests.Posts;

public class RoundTripTests
{
    private const int Rounds = 60;

    [Fact]
    public void Posts_of_the_studys_form_come_back_as_they_were() =>
        Repeat((random, posts) => SamplePosts.AssertSame(posts, Read(PostFiles.Study(posts, random), random), BodyFormat.Html), answers: true);

    [Fact]
    public void Posts_of_our_own_form_come_back_as_they_were() =>
        Repeat((random, posts) => SamplePosts.AssertSame(posts, Read(PostFiles.JsonLines(posts, random), random), BodyFormat.Unknown), answers: true, labels: true);

    [Fact]
    public void Posts_of_the_api_come_back_as_they_were() => Repeat(
        (random, posts) =>
        {
            var markdown = random.Next(2) == 0;
            SamplePosts.AssertSame(posts, Read(PostFiles.Api(posts, random, markdown), random), markdown ? BodyFormat.Markdown : BodyFormat.Html);
        },
        answers: true);

    [Fact]
    public void Posts_of_the_dump_come_back_as_they_were() =>
        Repeat((random, posts) => SamplePosts.AssertSame(posts, Read(PostFiles.Dump(posts, random), random), BodyFormat.Html), answers: true);

    [Fact]
    public void Questions_of_the_dump_stream_without_their_answers() => Repeat(
        (random, posts) => SamplePosts.AssertSame(
            posts.Select(p => p.WithoutAnswers()).ToList(),
            Read(PostFiles.Dump(posts, random), random, new PostReader { Answers = SeparateAnswers.Leave }),
            BodyFormat.Html),
        answers: true);

    [Fact]
    public void Posts_of_csv_come_back_as_they_were() =>
        Repeat((random, posts) => SamplePosts.AssertSame(posts, Read(PostFiles.Csv(posts, random), random), BodyFormat.Unknown), answers: false);

    [Fact]
    public void References_to_control_characters_in_a_dump_are_read()
    {
        const string Dump = "<?xml version='1.0' encoding='utf-16'?><posts><row Id='1' PostTypeId='1' Body='a&#x1F;b&#xA;c&lt;' /></posts>";
        Assert.Equal("a\u001Fb\nc<", Read(Encoding.UTF8.GetBytes(Dump), new Random(1)).Single().Body);
    }

    [Fact]
    public void A_post_without_any_text_is_a_post()
    {
        string[] sources = ["{\"id\": \"1\", \"title\": \"\", \"body\": null}", "{\"Id\": 1, \"Title\": \"\", \"Body\": \"\"}", "id,title,body\n1,,\n", "<posts><row Id='1' PostTypeId='1'/></posts>"];
        foreach (var source in sources)
        {
            var post = Read(Encoding.UTF8.GetBytes(source), new Random(1)).Single();
            Assert.Equal(("1", "", ""), (post.Id, post.Title, post.Body));
        }
    }

    private static void Repeat(Action<Random, List<Post>> check, bool answers, bool labels = false)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(round);
            check(random, SamplePosts.Make(random, random.Next(1, 12), answers, labels));
        }
    }

    /// <summary>Reads bytes as a pipe would bring them, now and then packed, marked or as UTF-16.</summary>
    private static List<Post> Read(byte[] bytes, Random random, PostReader? reader = null)
    {
        bytes = random.Next(5) switch
        {
            0 => [.. Encoding.UTF8.Preamble, .. bytes],
            1 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))],
            2 => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(bytes))],
            _ => bytes,
        };
        if (random.Next(3) == 0)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
                gzip.Write(bytes);
            bytes = packed.ToArray();
        }

        var largest = random.Next(3) switch { 0 => 3, 1 => 300, _ => 100_000 };
        using var stream = new ChunkedStream(bytes, random, largest);
        return (reader ?? new PostReader()).Read(stream, "sample", TestContext.Current.CancellationToken).ToList();
    }
}
