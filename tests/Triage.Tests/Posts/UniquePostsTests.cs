using Triage.Posts;

namespace Triage.Tests.Posts;

public class UniquePostsTests
{
    private static readonly Post First = new()
    {
        Id = "1",
        Title = "t",
        Body = "b",
        Tags = ["x", "y"],
        Answers = [new Answer { Body = "a" }],
        Source = "one.jsonl",
        Line = 4,
    };

    [Fact]
    public void A_post_that_comes_again_unchanged_is_given_once()
    {
        var other = First with { Id = "2" };
        var again = First with { Source = "two.jsonl", Line = 9, CreationDate = DateTime.UnixEpoch, Tags = ["x", "y"] };
        Assert.Equal(["1", "2"], UniquePosts.Of([First, other, again, other]).Select(p => p.Id));
    }

    public static TheoryData<Post> Changed => new(
        First with { Title = "T" },
        First with { Body = "" },
        First with { Title = "tb", Body = "" },
        First with { Tags = ["xy"] },
        First with { Answers = [] },
        First with { Tags = ["x", "y", "a"], Answers = [] },
        First with { Labels = new Dictionary<string, string> { ["code"] = "c" } });

    [Theory]
    [MemberData(nameof(Changed))]
    public void A_post_that_comes_again_changed_names_both_places(Post changed)
    {
        var e = Assert.Throws<InputException>(() => UniquePosts.Of([First, changed with { Source = "two.jsonl", Line = 9 }]).Last());
        Assert.Equal(("two.jsonl", 9L, "id"), (e.File, e.Line, e.Field));
        Assert.Contains("one.jsonl:4", e.Message);
        Assert.Contains("post 1 ", e.Message);
    }
}
