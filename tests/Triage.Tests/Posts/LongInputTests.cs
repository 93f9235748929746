using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Triage.Posts;

namespace Triage.Tests.Posts;

public class LongInputTests
{
    private const int Megabyte = 1 << 20;

    public static TheoryData<string> Formats => new("{\"id\": \"1\", \"body\": \"*\"}", "{\"Id\": \"1\", \"Body\": \"*\"}",
        "{\"items\": [{\"question_id\": 1, \"title\": \"\", \"body\": \"*\"}]}", "<posts><row Id=\"1\" PostTypeId=\"1\" Body=\"*\"/></posts>", "id,body\n1,\"*\"\n");

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_body_of_ten_megabytes_is_read_whole(string pattern) => Assert.Equal(10 * Megabyte, BodyLength(pattern, 10 * Megabyte));

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Formats))]
    public void A_body_of_a_hundred_megabytes_costs_ten_times_as_much_and_not_a_hundred(string pattern)
    {
        BodyLength(pattern, Megabyte);
        var watch = Stopwatch.StartNew();
        Assert.Equal(100 * Megabyte, BodyLength(pattern, 100 * Megabyte));

        // Quadratic cost would be minutes here; linear cost is well under a second.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_posts()
    {
        static IEnumerable<Post> Posts(int count) => new PostReader().Read(new RepeatedLines(count), "many", TestContext.Current.CancellationToken);
        Assert.Equal(200, Posts(200).Count());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var read = 0;
        foreach (var post in Posts(20_000))
        {
            if (++read % 5_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(20_000, read);
        Assert.True(most < 4 * Megabyte, $"{most} bytes were held after reading {20_000 * RepeatedLines.Line.Length} bytes");
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        using var posts = new PostReader().Read(new RepeatedLines(int.MaxValue), "endless", cancel.Token).GetEnumerator();
        Assert.True(posts.MoveNext());
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => posts.MoveNext());
    }

    private static int BodyLength(string pattern, int length)
    {
        var around = pattern.Split('*');
        byte[] bytes = [.. Encoding.UTF8.GetBytes(around[0]), .. new byte[length], .. Encoding.UTF8.GetBytes(around[1])];
        bytes.AsSpan(around[0].Length, length).Fill((byte)'x');
        return new PostReader().Read(new ChunkedStream(bytes, new Random(1), Megabyte), "long", TestContext.Current.CancellationToken).Single().Body.Length;
    }

    /// <summary>The same post over and over, made while it is read.</summary>
    private sealed class RepeatedLines(long count) : MemoryStream
    {
        public static readonly byte[] Line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { id = "1", title = "a title", body = new string('b', 5000) }) + "\n");
        private long _at;

        public override int Read(Span<byte> buffer)
        {
            var from = (int)(_at % Line.Length);
            var n = _at / Line.Length >= count ? 0 : Math.Min(buffer.Length, Line.Length - from);
            Line.AsSpan(from, n).CopyTo(buffer);
            _at += n;
            return n;
        }
    }
}
