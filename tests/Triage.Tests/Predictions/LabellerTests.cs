using Triage.Onnx;
using Triage.Posts;
using Triage.Predictions;
using Triage.Tests.Cli;

namespace Triage.Tests.Predictions;

public sealed class LabellerTests
{
    [Fact]
    public void Rows_are_the_same_and_in_order_whatever_the_threads()
    {
        using var labeller = Labeller.Open(SmallCase.Model);
        var posts = Posts(500);
        var expected = Csv(labeller, labeller.Label(posts, threads: 1));
        Assert.Equal(501, expected.Count(c => c == '\n'));
        foreach (var threads in new[] { 2, 3, 8 })
            Assert.Equal(expected, Csv(labeller, labeller.Label(posts, threads)));
    }

    [Fact]
    public void Cancelling_stops_the_stream_and_an_error_of_the_source_comes_through()
    {
        using var labeller = Labeller.Open(SmallCase.Model);
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => labeller.Label(Posts(10_000).Select((p, i) => i == 300 ? Cancel(p) : p), 2, cancel.Token).Count());
        Assert.Throws<InputException>(() => labeller.Label(Posts(300).Select((p, i) => i == 299 ? throw new InputException("broken") : p), 2).Count());

        Post Cancel(Post post)
        {
            cancel.Cancel();
            return post;
        }
    }

    [Fact]
    public void The_file_scores_as_its_own_weights_do()
    {
        Assert.InRange(Parity.LargestDifference(File.ReadAllBytes(SmallCase.Model), "small", Posts(50)), 0, Parity.Most);
    }

    [Fact]
    public void A_codebook_that_does_not_fit_the_graph_is_refused()
    {
        var model = OnnxModelReader.Read(SmallCase.Model);
        using var stream = new MemoryStream();
        OnnxModelWriter.Write(model with { Metadata = new Dictionary<string, string>(model.Metadata) { [ModelMetadata.Codebook] = "name: a\nversion: \"1\"\ncodes:\n- id: b\n" } }, stream);
        Assert.Contains("train the model again", Assert.Throws<InputException>(() => Labeller.Open(stream.ToArray(), "other")).Message);
    }

    private static List<Post> Posts(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Post { Id = $"{i}", Title = "smoke", Body = string.Join(' ', Enumerable.Repeat("crust dust larvae", i % 40)) })];

    private static string Csv(Labeller labeller, IEnumerable<LabelRow> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = LabelWriter.Create(LabelFormat.Csv, stream, labeller.Codebook, 2))
        {
            foreach (var row in rows)
                writer.Write(row);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
