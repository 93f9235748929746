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
