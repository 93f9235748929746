using System.Text.Json.Serialization;
using Triage.Codes;

namespace Triage.Training;

/// <summary>What a model was trained on, in numbers: goes into the model file and its card.</summary>
public sealed record DataSummary
{
    /// <summary>SHA-256 over ids, texts and codes of all coded posts.</summary>
    [JsonPropertyName("fingerprint")]
    public required string Fingerprint { get; init; }

    [JsonPropertyName("posts")]
    public required int Posts { get; init; }

    [JsonPropertyName("posts_with_answers")]
    public required int PostsWithAnswers { get; init; }

    /// <summary>Rows of codes by coder.</summary>
    [JsonPropertyName("rows_by_coder")]
    public required SortedDictionary<string, int> RowsByCoder { get; init; }

    [JsonPropertyName("posts_by_era")]
    public required SortedDictionary<string, int> PostsByEra { get; init; }

    /// <summary>Posts whose likeliest code it is, by code.</summary>
    [JsonPropertyName("posts_by_code")]
    public required SortedDictionary<string, int> PostsByCode { get; init; }

    /// <summary>As <see cref="PostsByCode"/>, without the written posts.</summary>
    [JsonPropertyName("asked_posts_by_code")]
    public required SortedDictionary<string, int> AskedPostsByCode { get; init; }

    [JsonPropertyName("not_deployment")]
    public required int NotDeployment { get; init; }

    public static DataSummary Of(Corpus corpus) => new()
    {
        Fingerprint = corpus.Fingerprint,
        Posts = corpus.Posts.Count,
        PostsWithAnswers = corpus.Posts.Count(p => !ReferenceEquals(p.Row.Full, p.Row.Question)),
        RowsByCoder = Count(corpus.Posts.SelectMany(p => p.Codes).Select(c => c.Coder)),
        PostsByEra = Count(corpus.Posts.Select(p => p.Era.Length == 0 ? "unknown" : p.Era)),
        PostsByCode = Count(corpus.Posts.Where(p => p.Row.Codes.Count > 0).Select(p => Likeliest(corpus, p))),
        AskedPostsByCode = Count(corpus.Posts.Where(p => p.Row.Codes.Count > 0 && !p.IsWritten).Select(p => Likeliest(corpus, p))),
        NotDeployment = corpus.Posts.Count(p => p.Codes.All(c => c.Code == Verdict.NotDeployment)),
    };

    private static string Likeliest(Corpus corpus, CorpusPost post) => corpus.Codebook[post.Row.Codes.MaxBy(c => c.Mass).Code].Id;

    private static SortedDictionary<string, int> Count(IEnumerable<string> keys) =>
        new(keys.CountBy(k => k).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
