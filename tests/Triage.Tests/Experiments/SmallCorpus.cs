using Triage.Codebooks;
using Triage.Codes;
using Triage.Posts;
using Triage.Training;
using Triage.Training.Labels;

namespace Triage.Tests.Experiments;

/// <summary>Made-up posts on four subjects, real and written ones, learned in a moment.</summary>
internal static class SmallCorpus
{
    public static readonly (string Code, string[] Words)[] Subjects =
    [
        ("kitchen/oven/burnt", ["crust", "smoke", "charcoal", "black", "timer", "scorched"]),
        ("kitchen/oven/raw", ["dough", "pale", "wet", "sticky", "underdone", "centre"]),
        ("garden/soil/dry", ["cracks", "dust", "watering", "drought", "wilted", "hose"]),
        ("garden/pests", ["aphids", "snails", "holes", "leaves", "larvae", "slime"]),
    ];

    private static readonly string[] Filler = ["please", "help", "with", "this", "since", "yesterday", "what", "should", "one", "try", "first", "again"];

    public static Codebook Codebook { get; } = CodebookYaml.Parse(Cli.SmallCase.Codebook);

    /// <summary>Real posts with ids r0, r1 ...; subjects go round, every fifth post has none.</summary>
    public static List<(Post Post, string Code)> Real(int count, int subjectWords = 4)
    {
        var posts = new List<(Post, string)>();
        for (var i = 0; i < count; i++)
        {
            var code = i % 5 == 4 ? Verdict.NotDeployment : Subjects[i % 5].Code;
            posts.Add((Write($"r{i}", i, i % 5 == 4 ? ["invoice", "tax", "letter", "stamp"] : Subjects[i % 5].Words, subjectWords), code));
        }

        return posts;
    }

    /// <summary>Posts that carry their code, <paramref name="perCode"/> of each, half in each of two files, and as many near misses in a third.</summary>
    public static List<Post> Written(int perCode)
    {
        var posts = new List<Post>();
        for (var s = 0; s < Subjects.Length; s++)
        {
            for (var i = 0; i < perCode; i++)
            {
                var post = Write($"w{s}-{i}", 10_000 + (s * 1000) + i, Subjects[s].Words, 4);
                posts.Add(post with { Source = $"series{(i % 2) + 1}.jsonl", Labels = new Dictionary<string, string> { ["code"] = Subjects[s].Code, ["era"] = "2020-2026" } });
            }
        }

        for (var i = 0; i < perCode; i++)
            posts.Add(Write($"n{i}", 50_000 + i, ["invoice", "tax"], 4) with { Source = "negatives.jsonl", Labels = new Dictionary<string, string> { ["code"] = Verdict.NotDeployment } });
        return posts;
    }

    public static Corpus Read(IEnumerable<(Post Post, string Code)> real, IEnumerable<Post>? written = null)
    {
        var all = real.ToList();
        return Corpus.Read(all.Select(r => r.Post).Concat(written ?? []), all.Select(r => new CodedPost(r.Post.Id, r.Code, null, 3, "tester")), Codebook, new CoderPolicy());
    }

    private static Post Write(string id, int seed, string[] words, int subjectWords)
    {
        var random = new Random(seed);
        var text = Enumerable.Range(0, 12).Select(k => k < subjectWords ? words[random.Next(words.Length)] : Filler[random.Next(Filler.Length)]).ToArray();
        random.Shuffle(text);
        return new Post { Id = id, Title = $"{Filler[random.Next(Filler.Length)]} {words[random.Next(words.Length)]}", Body = string.Join(' ', text), Source = "real.jsonl" };
    }
}
