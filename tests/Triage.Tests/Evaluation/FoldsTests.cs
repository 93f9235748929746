using Triage.Evaluation;

namespace Triage.Tests.Evaluation;

public class FoldsTests
{
    [Fact]
    public void No_post_stands_on_both_sides_and_every_row_is_scored_once_a_repeat()
    {
        var random = new Random(1);
        for (var round = 0; round < 60; round++)
        {
            var (posts, codes) = Random(random);
            int folds = random.Next(2, 6), repeats = random.Next(1, 4);
            var splits = Folds.Make(posts, codes, folds, repeats, round);
            Assert.Equal(folds * repeats, splits.Count);
            foreach (var split in splits)
            {
                Assert.Empty(split.Train.Select(row => posts[row]).Intersect(split.Test.Select(row => posts[row])));
                Assert.Equal(posts.Count, split.Train.Count + split.Test.Count);
                Assert.NotEmpty(split.Test);
            }

            for (var repeat = 0; repeat < repeats; repeat++)
                Assert.Equal(Enumerable.Range(0, posts.Count), splits.Where(split => split.Repeat == repeat).SelectMany(split => split.Test).Order());
        }
    }

    [Fact]
    public void Sizes_and_every_codes_posts_differ_by_one_at_most_between_folds()
    {
        var random = new Random(2);
        for (var round = 0; round < 60; round++)
        {
            var codes = Enumerable.Range(0, random.Next(10, 300)).Select(_ => $"code-{random.Next(12) * random.Next(3)}").ToList();
            var posts = codes.Select((_, i) => $"p{i}").ToList();
            foreach (var repeat in Folds.Make(posts, codes, 5, 2, round).GroupBy(split => split.Repeat))
            {
                Spread(repeat.Select(split => split.Test.Count));
                foreach (var code in codes.Distinct())
                    Spread(repeat.Select(split => split.Test.Count(row => codes[row] == code)));
            }
        }

        static void Spread(IEnumerable<int> counts) => Assert.InRange(counts.Max() - counts.Min(), 0, 1);
    }

    [Fact]
    public void The_assignment_depends_on_seed_but_not_on_the_order_of_rows()
    {
        var (posts, codes) = Random(new Random(3));
        var order = Enumerable.Range(0, posts.Count).Reverse().ToArray();
        var turned = Folds.Make([.. order.Select(i => posts[i])], [.. order.Select(i => codes[i])]);
        var straight = Folds.Make(posts, codes);
        for (var i = 0; i < straight.Count; i++)
            Assert.Equal(straight[i].Test.Select(row => posts[row]).ToHashSet(), turned[i].Test.Select(row => posts[order[row]]).ToHashSet());
        Assert.NotEqual(straight[0].Test, Folds.Make(posts, codes, seed: 2)[0].Test);
        Assert.NotEqual(straight[0].Test, straight[5].Test);
    }

    [Fact]
    public void Fewer_posts_than_folds_are_refused()
        => Assert.Contains("2 posts", Assert.Throws<InputException>(() => Folds.Make(["a", "a", "b"], ["x", "x", "y"], 3)).Message);

    private static (List<string> Posts, List<string> Codes) Random(Random random)
    {
        var posts = Enumerable.Range(0, 120).Select(_ => $"p{random.Next(60)}").ToList();
        return (posts, [.. posts.Select(_ => $"code-{random.Next(15)}")]);
    }
}
