using System.Text.Json;

namespace Triage.Tests.Cli;

public sealed class LabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_come_in_the_order_of_the_posts_with_the_fields_of_the_contract()
    {
        var ids = Enumerable.Range(0, 300).Select(i => $"q{(i * 7919) % 300}").ToList();
        var posts = _folder.Write("posts.jsonl", string.Join('\n', ids.Select((id, i) => SmallCase.Post(id, i))));
        var ran = TriageProgram.Run("label", posts, "--model", SmallCase.Model, "--top", "3", "--threads", "4");
        Assert.Equal(0, ran.ExitCode);
        var rows = ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(ids, rows.Select(r => r.GetProperty("id").GetString()!));
        Assert.All(rows, row =>
        {
            Assert.Equal(["id", "relevance", "platform", "platforms", "codes", "decision", "fallback"], row.EnumerateObject().Select(p => p.Name));
            Assert.Equal(["kitchen", "garden"], row.GetProperty("platforms").EnumerateObject().Select(p => p.Name));
            Assert.Equal(3, row.GetProperty("codes").GetArrayLength());
            var scores = row.GetProperty("codes").EnumerateArray().Select(c => c.GetProperty("score").GetDouble()).ToList();
            Assert.Equal(scores.OrderDescending(), scores);
            Assert.Contains(row.GetProperty("decision").GetString(), new[] { "accept", "suggest", "abstain" });
            Assert.Matches(@"^[01]\.\d{4}$", row.GetProperty("relevance").GetRawText());
        });
        Assert.Contains("300 posts in", ran.Error);
        var right = rows.Where((_, i) => i % 5 != 4).Zip(Enumerable.Range(0, 300).Where(i => i % 5 != 4))
            .Count(p => p.First.GetProperty("codes")[0].GetProperty("code").GetString() == new[] { "kitchen/oven/burnt", "kitchen/oven/raw", "garden/soil/dry", "garden/pests" }[p.Second % 5]);
        Assert.True(right > 200, $"{right} of 240 right");
    }

    [Fact]
    public void A_csv_has_the_contracts_columns_and_no_more_codes_than_there_are()
    {
        var posts = _folder.Write("posts.jsonl", SmallCase.Post("a,\"b\"", 1) + "\n" + SmallCase.Post("2", 2));
        var ran = TriageProgram.Run("label", posts, "--model", SmallCase.Model, "--top", "9", "--output", _folder["labels.csv"]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Out));
        var lines = File.ReadAllText(_folder["labels.csv"]).Split('\n');
        Assert.Equal("id,relevance,platform,platform_score,code,score,code_2,score_2,code_3,score_3,code_4,score_4,decision,fallback", lines[0]);
        Assert.StartsWith("\"a,\"\"b\"\"\",", lines[1]);
        Assert.Equal("", lines[3]);
        Assert.Equal(["labels.csv", "posts.jsonl"], _folder.Names);
    }

    [Fact]
    public void Directories_and_standard_input_are_read_and_identical_posts_come_once()
    {
        Directory.CreateDirectory(_folder["in"]);
        _folder.Write("in/b.jsonl", SmallCase.Post("3", 3) + "\n" + SmallCase.Post("1", 1));
        _folder.Write("in/a.jsonl", SmallCase.Post("2", 2));
        var ran = TriageProgram.RunIn(_folder.Path, SmallCase.Post("1", 1) + "\n" + SmallCase.Post("9", 9), "label", "-", "in", "--model", SmallCase.Model);
        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(["1", "9", "2", "3"], ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!));
    }

    [Fact]
    public void Empty_huge_and_deeply_nested_posts_are_labelled_and_the_empty_one_is_abstained_from()
    {
        string[] posts =
        [
            """{"id":"empty","title":"","body":"","tags":["crust"]}""",
            """{"id":"markup","title":"  ","body":"<p> </p><br>","tags":[]}""",
            JsonSerializer.Serialize(new { id = "huge", title = "smoke", body = string.Concat(Enumerable.Repeat("crust smoke charcoal black timer ", 10 << 20 >> 5)) }),
            JsonSerializer.Serialize(new { id = "deep", title = "smoke", body = string.Concat(Enumerable.Repeat("<div>", 200_000)) + "crust" }),
        ];
        var ran = TriageProgram.Run("label", _folder.Write("posts.jsonl", string.Join('\n', posts)), "--model", SmallCase.Model);
        Assert.Equal(0, ran.ExitCode);
        var rows = ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToDictionary(r => r.GetProperty("id").GetString()!);
        Assert.Equal(4, rows.Count);
        Assert.All(new[] { "empty", "markup" }, id => Assert.Equal(("abstain", ""), (rows[id].GetProperty("decision").GetString(), rows[id].GetProperty("fallback").GetString())));
        Assert.All(new[] { "huge", "deep" }, id => Assert.Equal("kitchen/oven/burnt", rows[id].GetProperty("codes")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public void The_model_is_found_upward_from_the_current_folder()
    {
        Directory.CreateDirectory(_folder["models"]);
        Directory.CreateDirectory(_folder["deep/er"]);
        File.Copy(SmallCase.Model, _folder["models/triage.onnx"]);
        var ran = TriageProgram.RunIn(_folder["deep/er"], SmallCase.Post("1", 1), "label", "-");
        Assert.Equal(0, ran.ExitCode);
        Assert.StartsWith("{\"id\":\"1\"", ran.Out);
    }

    [Fact]
    public void A_thousand_real_posts_are_labelled_in_order()
    {
        var ran = TriageProgram.Run("label", TestData.StudyPosts[2], "--model", SmallCase.Model, "--format", "csv");
        Assert.Equal(0, ran.ExitCode);
        var rows = ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[0]);
        Assert.Equal(new Triage.Posts.PostReader().Read(TestData.StudyPosts[2]).Select(p => p.Id).Distinct(), rows);
    }
}
