using Triage.Codebooks;
using Triage.Codes;
using Triage.Study;

namespace Triage.Tests.Study;

public sealed class StudyInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triage-study-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Labels_are_read_alike_from_JSONL_and_CSV()
    {
        var jsonl = Write("a.jsonl", """{"id":"1","relevance":0.9,"codes":[{"code":"server/model-update","score":0.7},{"code":"mobile/model-update","score":0.2}],"decision":"accept"}""" + "\n");
        var csv = Write("a.csv", "id,relevance,platform,platform_score,code,score,code_2,score_2,decision,fallback\n1,0.9,server,0.9,server/model-update,0.7,mobile/model-update,0.2,accept,server\n");
        var book = ShippedCodebook.Load();
        LabelledPost a = Assert.Single(LabelFile.Read(jsonl, book)), b = Assert.Single(LabelFile.Read(csv, book));
        Assert.Equal((a.Id, a.Relevance), (b.Id, b.Relevance));
        Assert.Equal(a.Codes, b.Codes);
    }

    [Theory]
    [InlineData("""{"id":"1","relevance":0.9,"codes":[{"code":"no/such","score":0.7}]}""", "code")]
    [InlineData("""{"id":"1","relevance":1.9,"codes":[]}""", "relevance")]
    [InlineData("""{"id":"1","relevance":0.9}""", null)]
    [InlineData("""{"id":"1","relevance":0.9,"codes":[{"code":"server/model-update","score":0.7},{"code":"mobile/model-update","score":0.7}]}""", "score")]
    [InlineData("{broken", null)]
    public void A_bad_label_names_file_line_and_field(string line, string? field)
    {
        var good = """{"id":"0","relevance":0.9,"codes":[]}""";
        var path = Write("bad.jsonl", good + "\n" + line + "\n");
        var problem = Assert.Throws<InputException>(() => LabelFile.Read(path, ShippedCodebook.Load()));
        Assert.Equal((path, 2L, field), (problem.File, problem.Line, problem.Field));
    }

    [Fact]
    public void Metadata_with_a_bad_date_or_a_post_twice_is_refused()
    {
        const string header = "id,set,creation_date,owner_user_id,accepted_answer_id,accepted_answer_date\n";
        var dated = Write("d.csv", header + "1,server,yesterday,,,\n");
        Assert.Equal("creation_date", Assert.Throws<InputException>(() => StudyPostReader.Read(dated)).Field);
        var twice = Write("t.csv", header + "1,server,2019-01-01,,,\n1,mobile,2019-01-01,,,\n1,server,2019-01-01,,,\n");
        Assert.Equal(4, Assert.Throws<InputException>(() => StudyPostReader.Read(twice)).Line);
    }

    [Fact]
    public void Posts_of_two_coders_have_no_taxonomy_before_one_is_named()
    {
        var problem = Assert.Throws<InputException>(() => Taxonomy.Of([new CodedPost("1", "server/model-update", null, null, "ann"), new CodedPost("1", "unclear", null, null, "ben")], ShippedCodebook.Load()));
        Assert.Contains("'ann' and again by 'ben'", problem.Message);
    }

    [Fact]
    public void Days_are_kept_in_whole_times_and_dropped_in_published_ones()
    {
        var asked = new DateTime(2019, 1, 1, 12, 0, 0, DateTimeKind.Utc);
        var post = new StudyPost("1", "server", asked, null, true, asked.AddHours(25));
        Assert.Equal((1500, 60), (post.Minutes, post.MinutesDaysDropped));
    }

    [Fact]
    public void Posts_without_dates_and_acceptance_have_no_difficulty_and_say_so()
    {
        var report = StudyAnalysis.Compute([new StudyPost("1", "posts", null, null, false, null), new StudyPost("2", "posts", null, null, false, null)], "here");
        Assert.Empty(report.Popularity);
        Assert.Empty(report.Difficulty.Sets);
        Assert.Contains(report.Notes, note => note.Contains("no dates"));
        Assert.Contains(report.Notes, note => note.Contains("left out"));
    }

    [Fact]
    public void Metadata_is_found_below_and_beside_the_folder_and_wins_over_posts()
    {
        var inner = Directory.CreateDirectory(Path.Combine(folder, "study")).FullName;
        File.WriteAllText(Path.Combine(inner, "dl_server_post.txt"), "");
        Assert.Equal(["dl_server_post.txt"], StudyFolder.Find(inner).Posts.Select(Path.GetFileName));
        Write("post_metadata.csv", "id,creation_date\n");
        Assert.Equal(["post_metadata.csv"], StudyFolder.Find(inner + "/").Posts.Select(Path.GetFileName));
        Assert.Equal(["post_metadata.csv"], StudyFolder.Find(folder).Posts.Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_without_posts_says_what_it_should_hold()
        => Assert.Contains("post_metadata.csv", Assert.Throws<InputException>(() => StudyFolder.Find(folder)).Message);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
