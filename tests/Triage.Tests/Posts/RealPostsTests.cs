using System.Text.Json;
using Triage.Posts;

namespace Triage.Tests.Posts;

public class RealPostsTests
{
    [Fact]
    public void Every_field_of_the_study_is_read_as_a_plain_json_parse_reads_it()
    {
        var count = 0;
        foreach (var path in TestData.StudyPosts)
        {
            var posts = new PostReader().Read(path, TestContext.Current.CancellationToken);
            foreach (var (post, (json, line)) in posts.Zip(Parsed(path), (p, j) => (p, j)))
            {
                using (json)
                    AssertStudyPost(json.RootElement, post);
                Assert.Equal((path, line), (post.Source, post.Line));
                count++;
            }
        }

        Assert.Equal(2547, count);
    }

    [Fact]
    public void The_three_posts_that_stand_in_two_files_of_the_study_are_given_once()
    {
        var posts = UniquePosts.Of(new PostReader().Read(TestData.StudyPosts, TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(2544, posts.Count);
        Assert.Equal(2544, posts.Select(p => p.Id).Distinct().Count());
    }

    [Fact]
    public void Written_posts_carry_their_codes_and_are_named_after_file_and_line()
    {
        var files = Directory.GetFiles(TestData.Shared("written"), "*.jsonl").Order(StringComparer.Ordinal).ToList();
        var posts = UniquePosts.Of(new PostReader().Read(files, TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(files.Sum(f => File.ReadLines(f).Count()), posts.Count);
        Assert.All(posts, p => Assert.NotEmpty(p.Labels["code"]));
        Assert.Contains(posts, p => p.Answers.Count == 1);
        foreach (var (json, line) in Parsed(files[0]))
        {
            using (json)
            {
                var post = posts[(int)line - 1];
                Assert.Equal($"{Path.GetFileNameWithoutExtension(files[0])}-{line:0000}", post.Id);
                Assert.Equal(json.RootElement.GetProperty("body").GetString(), post.Body);
                Assert.Equal(json.RootElement.GetProperty("second_code").GetString(), post.Labels["second_code"]);
                Assert.Equal(json.RootElement.GetProperty("era").GetString(), post.Labels["era"]);
            }
        }
    }

    [Fact]
    public void Development_posts_carry_their_fault_class_and_tags_without_bars()
    {
        var posts = new PostReader().Read(TestData.Shared("dl_development_posts.jsonl"), TestContext.Current.CancellationToken).ToList();
        Assert.Equal(300, posts.Count);
        Assert.Equal(6, posts.Select(p => p.Labels["fault_label"]).Distinct().Count());
        Assert.All(posts, p => Assert.Equal("", p.Title));
        Assert.All(posts, p => Assert.All(p.Tags, t => Assert.DoesNotContain('|', t)));
        Assert.All(posts, p => Assert.NotEmpty(p.Tags));
    }

    private static IEnumerable<(JsonDocument Json, long Line)> Parsed(string path) =>
        File.ReadLines(path).Select((text, i) => (JsonDocument.Parse(text), i + 1L));

    private static void AssertStudyPost(JsonElement json, Post post)
    {
        string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
        Assert.Equal(Text(json, "Id"), post.Id);
        Assert.Equal(Text(json, "Title"), post.Title);
        Assert.Equal(Text(json, "Body"), post.Body);
        Assert.Equal(BodyFormat.Html, post.Format);
        Assert.Equal(Text(json, "Tags")!.Trim('<', '>').Split("><"), post.Tags);
        Assert.Equal(Text(json, "OwnerUserId"), post.OwnerId);
        Assert.Equal(Text(json, "AcceptedAnswerId"), post.AcceptedAnswerId);
        Assert.Equal(Text(json, "CreationDate"), post.CreationDate?.ToString("yyyy-MM-ddTHH:mm:ss.fff"));
        var answers = json.GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal(answers.Count, post.Answers.Count);
        foreach (var (expected, actual) in answers.Zip(post.Answers))
        {
            Assert.Equal(Text(expected, "Id"), actual.Id);
            Assert.Equal(Text(expected, "Body"), actual.Body);
            Assert.Equal(Text(expected, "Score"), actual.Score?.ToString());
            Assert.Equal(Text(expected, "CreationDate"), actual.CreationDate?.ToString("yyyy-MM-ddTHH:mm:ss.fff"));
        }
    }
}
