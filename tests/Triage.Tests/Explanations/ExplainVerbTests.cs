using System.Text.Json;
using Triage.Tests.Cli;

namespace Triage.Tests.Explanations;

public sealed class ExplainVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _posts;

    public ExplainVerbTests() => _posts = _folder.Write("posts.jsonl", SmallCase.Post("a", 0) + "\n" + SmallCase.Post("b", 3) + "\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_shows_words_of_the_subject_for_its_code()
    {
        var ran = TriageProgram.Run("explain", _posts, "--id", "b", "--model", SmallCase.Model, "--top", "2");
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Contains("garden/pests", ran.Out);
        Assert.Contains("by block:", ran.Out);
        Assert.Matches("aphids|snails|holes|leaves|larvae|slime", ran.Out);
    }

    [Fact]
    public void Json_adds_up_and_its_spans_point_at_the_words()
    {
        var ran = TriageProgram.Run("explain", _posts, "--id", "a", "--model", SmallCase.Model, "--format", "json", "--terms", "3");
        using var json = JsonDocument.Parse(ran.Out);
        var texts = json.RootElement.GetProperty("texts").EnumerateArray().ToDictionary(t => t.GetProperty("block").GetString()!, t => t.GetProperty("text").GetString()!);
        foreach (var code in json.RootElement.GetProperty("codes").EnumerateArray())
        {
            double Of(string name) => code.GetProperty(name).GetDouble();
            var terms = code.GetProperty("terms").EnumerateArray().ToList();
            Assert.InRange(terms.Count, 1, 6);
            Assert.Equal(Of("total"), Of("bias") + Of("rest") + terms.Sum(t => t.GetProperty("weight").GetDouble()), 1e-3);
            foreach (var span in terms.SelectMany(t => t.GetProperty("spans").EnumerateArray()))
                Assert.NotEmpty(texts[span.GetProperty("block").GetString()!].Substring(span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32()).Trim());
        }
    }

    [Fact]
    public void Labelled_rows_say_why_when_asked_and_only_then()
    {
        var with = TriageProgram.Run("label", _posts, "--model", SmallCase.Model, "--explain", "--top", "2");
        var without = TriageProgram.Run("label", _posts, "--model", SmallCase.Model, "--top", "2");
        Assert.DoesNotContain("\"why\"", without.Out);
        foreach (var (line, plain) in with.Out.TrimEnd().Split('\n').Zip(without.Out.TrimEnd().Split('\n')))
        {
            Assert.StartsWith(plain[..^1] + ",\"why\":[", line);
            using var row = JsonDocument.Parse(line);
            var codes = row.RootElement.GetProperty("codes").EnumerateArray().Select(c => c.GetProperty("code").GetString());
            var why = row.RootElement.GetProperty("why").EnumerateArray().ToList();
            Assert.Equal(codes, why.Select(w => w.GetProperty("code").GetString()));
            Assert.All(why, w => Assert.All(w.GetProperty("terms").EnumerateArray(), t => Assert.Equal(["term", "block", "weight"], t.EnumerateObject().Select(p => p.Name))));
        }
    }

    [Theory]
    [InlineData(1, "choose one with --id: a, b", "explain")]
    [InlineData(1, "no post 'c'", "explain", "--id", "c")]
    [InlineData(2, "--explain needs --format jsonl", "label", "--explain", "--format", "csv")]
    [InlineData(2, "--explain needs --format jsonl", "label", "--explain", "--output", "x.csv")]
    public void What_cannot_be_done_is_said(int exit, string said, string verb, params string[] more)
    {
        var ran = TriageProgram.Run([verb, _posts, "--model", SmallCase.Model, .. more]);
        Assert.Equal((exit, ""), (ran.ExitCode, ran.Out));
        Assert.Contains(said, ran.Error);
    }
}
