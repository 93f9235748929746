using System.Text;
using Triage.Mining;
using Triage.Posts;
using Triage.Study;

namespace Triage.Tests.Mining;

public class MiningTests
{
    [Fact]
    public void The_rules_find_all_published_posts_but_two()
    {
        var check = MiningCheck.Of(MiningRules.Study, TestData.StudyPosts.SelectMany(path => StudyPostReader.ReadWithSet(path)));
        Assert.Equal([("server", 1122, 1121), ("mobile", 1307, 1306), ("browser", 118, 118)], check.Sets.Select(set => (set.Set, set.Posts, set.Found)));
        Assert.Equal([("server", "48211904", ""), ("mobile", "55884167", "browser/framework-tag")],
            check.Missed.Select(missed => (missed.Set, missed.Post.Id, string.Join(' ', missed.Others.Select(rule => rule.Id)))));
    }

    [Theory]
    [InlineData("Serving my net", "How do I deploy it?", "keras", "server/words")]
    [InlineData("Serving my net", "How do I run it?", "keras", "")]
    [InlineData("Serving my net", "How do I deploy it?", "scikit-learn", "")]
    [InlineData("My net", "<p>it is slow</p><pre><code>deploy(server)</code></pre>", "keras", "")]
    [InlineData("My net", "<p>set <code>android</code> here</p>", "tensorflow", "")]
    [InlineData("My net on iOS", "it is slow", "pytorch", "mobile/words")]
    [InlineData("A question", "text", "tensorflow-serving", "server/serving-tag")]
    [InlineData("A question", "we have DEPLOYED it", "amazon-sagemaker", "server/platform-tag")]
    [InlineData("In the browser and on mobile", "text", "theano", "mobile/words browser/words")]
    public void A_rule_looks_at_tags_and_at_words_outside_code(string title, string body, string tag, string expected)
    {
        var held = new Miner(MiningRules.Study).Match(new Post { Id = "1", Title = title, Body = body, Tags = [tag] });
        Assert.Equal(expected, string.Join(' ', held.Select(rule => rule.Id)));
    }

    [Fact]
    public void Words_in_answers_do_not_count()
    {
        var post = new Post { Id = "1", Title = "My net", Body = "is slow", Tags = ["keras"], Answers = [new Answer { Body = "on android it is not" }] };
        Assert.Empty(new Miner(MiningRules.Study).Match(post));
    }

    [Fact]
    public void Whole_words_are_a_matter_of_the_rule()
    {
        var rules = MiningRulesYaml.Parse("name: x\nsets:\n- id: s\n  rules:\n  - {id: part, words_any: [ios]}\n  - {id: whole, words_any: [ios], whole_words: true}\n");
        Assert.Equal(["s/part"], new Miner(rules).Match(new Post { Id = "1", Title = "Two scenarios, various audios" }).Select(rule => rule.Id));
        Assert.Equal(["s/part", "s/whole"], new Miner(rules).Match(new Post { Id = "2", Title = "Audios on iOS" }).Select(rule => rule.Id));
    }

    [Fact]
    public void Candidates_are_read_back_as_posts_with_their_sets()
    {
        var posts = TestData.StudyPosts.SelectMany(path => new PostReader().Read(path)).Take(200).ToList();
        var candidates = new Miner(MiningRules.Study).Mine(posts).ToList();
        using var stream = new MemoryStream();
        CandidateWriter.WriteJsonLines(candidates, stream);
        var back = new PostReader().Read(new MemoryStream(stream.ToArray()), "candidates").ToList();
        Assert.Equal(candidates.Count, back.Count);
        Assert.All(back.Zip(candidates), pair =>
        {
            var (read, written) = (pair.First, pair.Second.Post);
            Assert.Equal((written.Id, written.Title, written.Body, written.CreationDate, written.OwnerId, written.AcceptedAnswerId), (read.Id, read.Title, read.Body, read.CreationDate, read.OwnerId, read.AcceptedAnswerId));
            Assert.Equal(written.Tags, read.Tags);
            Assert.Equal(written.Answers.Select(answer => (answer.Id, answer.Body)), read.Answers.Select(answer => (answer.Id, answer.Body)));
            Assert.Equal(string.Join(' ', pair.Second.Rules.Select(rule => rule.Id)), read.Labels["rules"]);
        });
    }

    [Fact]
    public void Csv_has_a_row_for_each_candidate()
    {
        var writer = new StringWriter();
        CandidateWriter.WriteCsv(new Miner(MiningRules.Study).Mine([new Post { Id = "7", Title = "Sizes, on \"iOS\"", Tags = ["keras", "ios"] }, new Post { Id = "8", Title = "no" }]), writer);
        Assert.Equal("id,set,rules,title,tags,creation_date,link\n7,mobile,mobile/words,\"Sizes, on \"\"iOS\"\"\",keras ios,,\n", writer.ToString());
    }

    [Theory]
    [InlineData("name: x\nsets:\n- id: s\n  rules:\n  - {id: a, word_any: [b]}\n", 5, "word_any")]
    [InlineData("name: x\nsets:\n- id: s\n  rules:\n  - {id: a}\n", 5, "id")]
    [InlineData("name: x\nsets:\n- id: s\n  rules:\n  - {id: a, tags_any: some-list}\n", 5, "tags_any")]
    [InlineData("name: x\nsets:\n- id: s\n  rules:\n  - {id: a, words_any: [b]}\n  - {id: a, words_any: [c]}\n", 6, "id")]
    [InlineData("name: x\n", 1, "sets")]
    [InlineData("name: x\nsets:\n- id: s\n  rules:\n  - {id: a, words_any: [b], whole_words: maybe}\n", 5, "whole_words")]
    public void A_mistake_in_the_rules_names_line_and_field(string yaml, int line, string field)
    {
        var problem = Assert.Throws<InputException>(() => MiningRulesYaml.Parse(yaml, "rules.yaml"));
        Assert.Equal(("rules.yaml", line, field), (problem.File, (int)problem.Line!, problem.Field));
    }

    [Fact]
    public void The_shipped_file_is_what_the_program_carries()
        => Assert.Equal(MiningRulesYaml.Read(TestData.Repo("data", "mining-rules.yaml")).Rules.Select(rule => rule.ToString()), MiningRules.Study.Rules.Select(rule => rule.ToString()));

    [Fact]
    public void A_post_mined_for_two_sets_counts_in_both()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{"id":"1","title":"t","body":"b","tags":[],"set":"server mobile"}""" + "\n", Encoding.UTF8);
            Assert.Equal(["server", "mobile"], StudyPostReader.ReadWithSet(path).Select(entry => entry.Set));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
