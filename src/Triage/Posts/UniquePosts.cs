using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Triage.Posts;

/// <summary>
/// Sees to it that an id stands for one post. Put it behind <see cref="PostReader"/> where sources may overlap (the study's files share a few posts);
/// leave it out for huge dumps: it remembers about 60 bytes for each post.
/// </summary>
public static class UniquePosts
{
    /// <summary>Gives each post once, in order. Identical means: same title, body, tags, answers and labels; dates and places do not count.</summary>
    /// <exception cref="InputException">From the enumeration: an id comes again with another text; both places are named.</exception>
    public static IEnumerable<Post> Of(IEnumerable<Post> posts)
    {
        var seen = new Dictionary<UInt128, Seen>();
        var sources = new List<string?>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var post in posts)
        {
            Add(hash, post.Id);
            var id = Finish(hash);
            var content = (ulong)ContentHash(hash, post);
            if (sources.Count == 0 || sources[^1] != post.Source)
                sources.Add(post.Source);
            if (seen.TryAdd(id, new Seen(content, sources.Count - 1, post.Line)))
            {
                yield return post;
                continue;
            }

            var first = seen[id];
            if (first.Content == content)
                continue;
            throw new InputException(
                $"post {post.Id} stands also at {sources[first.Source] ?? "an unnamed source"}:{first.Line}, with another text, tags, answers or labels; keep one of the two, or give one another id",
                post.Source,
                post.Line,
                "id");
        }
    }

    private static UInt128 ContentHash(IncrementalHash hash, Post post)
    {
        Add(hash, post.Title);
        Add(hash, post.Body);
        Add(hash, post.Tags.Count);
        foreach (var tag in post.Tags)
            Add(hash, tag);
        Add(hash, post.Answers.Count);
        foreach (var answer in post.Answers)
            Add(hash, answer.Body);
        foreach (var (name, text) in post.Labels.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            Add(hash, name);
            Add(hash, text);
        }

        return Finish(hash);
    }

    // Lengths are hashed too, so that "ab","c" and "a","bc" differ.
    private static void Add(IncrementalHash hash, string text)
    {
        Add(hash, text.Length);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Add(IncrementalHash hash, int number) =>
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));

    private static UInt128 Finish(IncrementalHash hash)
    {
        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return MemoryMarshal.Read<UInt128>(digest);
    }

    private readonly record struct Seen(ulong Content, int Source, long Line);
}
