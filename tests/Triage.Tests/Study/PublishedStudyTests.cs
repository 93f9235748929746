using Triage.Codebooks;
using Triage.Codes;
using Triage.Study;

namespace Triage.Tests.Study;

/// <summary>The study's published figures, computed again from its published posts.</summary>
public class PublishedStudyTests
{
    private static readonly Lazy<(StudyFolder Folder, IReadOnlyList<StudyPost> Posts, PublishedStudy Published)> Data = new(() =>
    {
        var folder = StudyFolder.Find(Path.GetDirectoryName(TestData.Shared("post_metadata.csv"))!);
        return (folder, [.. folder.Posts.SelectMany(path => StudyPostReader.Read(path))], PublishedStudy.Read(folder));
    });

    [Fact]
    public void The_folder_is_found_with_all_its_files()
    {
        TestData.Shared("post_metadata.csv");
        var folder = Data.Value.Folder;
        Assert.Equal(["post_metadata.csv"], folder.Posts.Select(Path.GetFileName));
        Assert.All([folder.PostTrend, folder.UserTrend, folder.ResponseTimes, folder.Categories, folder.CodeCounts], Assert.NotNull);
        Assert.Equal(3023, Data.Value.Posts.Count);
    }

    [Theory]
    [InlineData("server")]
    [InlineData("mobile")]
    public void Popularity_of_server_and_mobile_is_exactly_the_published(string set)
    {
        TestData.Shared("post_metadata.csv");
        var years = Report().Popularity.Where(year => year.Count.Set == set).ToList();
        Assert.Equal([2015, 2016, 2017, 2018, 2019], years.Select(year => year.Count.Year));
        Assert.All(years, year =>
        {
            Assert.Equal(year.Questions, year.Count.Questions);
            Assert.Equal(year.Users, year.Count.Users);
            Assert.True(year.Same);
        });
    }

    [Fact]
    public void Browser_lacks_what_the_authors_filtered_out_by_hand_and_the_report_says_so()
    {
        TestData.Shared("post_metadata.csv");
        var report = Report();
        var browser = report.Popularity.Where(year => year.Count.Set == "browser").ToList();
        Assert.Equal((165, 194), (browser.Sum(year => year.Count.Questions), browser.Sum(year => year.Questions)));
        Assert.Contains(report.Notes, note => note.Contains("'browser': 165 of the 194") && note.Contains("manual filter"));
    }

    [Theory]
    [InlineData("server", 69.8)]
    [InlineData("mobile", 71.6)]
    [InlineData("browser", 69.1)]
    [InlineData("all", 70.7)]
    public void Shares_without_accepted_answer_are_the_published(string set, double percent)
    {
        TestData.Shared("post_metadata.csv");
        Assert.Equal(percent, Math.Round(100 * Set(set).Share.Value, 1));
    }

    [Fact]
    public void Median_times_are_true_by_default_and_as_published_beside()
    {
        TestData.Shared("post_metadata.csv");
        Assert.Equal(886, Set("all").Minutes.N);
        Assert.Equal(1301.9, Set("all").Minutes.Median.Value, 0.05);
        Assert.Equal(405.06, Set("all").MinutesDaysDropped.Median.Value, 0.005);
    }

    [Fact]
    public void Every_published_time_of_deployment_questions_is_the_seconds_part_of_a_true_one()
    {
        TestData.Shared("post_metadata.csv");
        var others = Report().Others!;
        Assert.Equal((886, 886), (others.SameTimes, others.PublishedTimes));
        Assert.Equal(67_615, others.Questions);
        Assert.Equal(62.6, Math.Round(100 * others.Share.Value, 1));
        Assert.True(others.Shares.PValue < 0.01);
        Assert.True(others.TimesDaysDropped.PValue < 0.01);
        Assert.Equal(145.8, others.MinutesDaysDropped.Median.Value, 0.05);
    }

    [Fact]
    public void The_taxonomy_has_the_published_count_and_share_of_every_code()
    {
        var path = TestData.Shared("fse2020", "code_counts.csv");
        var codebook = ShippedCodebook.Load();
        var taxonomy = Taxonomy.Of(PublishedStudy.ReadCounts(path, codebook), codebook);
        var nodes = taxonomy.Roots.SelectMany(root => root.Flatten()).ToDictionary(node => node.Id);
        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(81, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal(int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture), nodes[row[0]].Posts.Value);
            Assert.Equal(double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture), Math.Round(100 * nodes[row[0]].Share.Value, 1, MidpointRounding.AwayFromZero), 0.051);
        });
        Assert.Equal(rows.Sum(row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture)), taxonomy.Posts);
    }

    [Fact]
    public void Posts_with_text_give_the_same_difficulty_as_their_metadata()
    {
        var metadata = Data.Value.Posts.ToDictionary(post => (post.Id, post.Set));
        var posts = TestData.StudyPosts.SelectMany(path => StudyPostReader.Read(path)).ToList();
        Assert.Equal(2547, posts.Count);
        Assert.All(posts, post => Assert.Equal(metadata[(post.Id, post.Set)], post));
    }

    [Fact]
    public void The_published_codes_make_a_taxonomy_of_408_posts()
    {
        var codebook = ShippedCodebook.Load();
        var taxonomy = Taxonomy.Of(CodeFile.Read(TestData.Shared("codes_published.csv"), codebook), codebook);
        Assert.Equal(408, taxonomy.Posts);
        Assert.Equal(408, taxonomy.Roots.Sum(root => root.Posts.Value));
        Assert.Equal(1, taxonomy.Roots.Sum(root => root.Share.Value), 9);
    }

    private static StudyReport Report() => StudyAnalysis.Compute(Data.Value.Posts, "published", Data.Value.Published);

    private static SetDifficulty Set(string set) => Report().Difficulty.Sets.Single(row => row.Set == set);
}
