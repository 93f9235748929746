using Triage.Features;

namespace Triage.Onnx;

/// <summary>Which posts to score together.</summary>
internal static class ScoreBatches
{
    /// <summary>Most posts of a batch.</summary>
    public const int MostPosts = 16;

    /// <summary>
    /// Most embedding numbers that a batch gathers, padding included, unless one post alone has more: 512 kB stay in the
    /// processor's second cache, which measured a third faster a post than batches of 2 MB.
    /// </summary>
    private const int MostGathered = 128 * 1024;

    /// <summary>Most features of a batch, padding included, unless one post alone has more.</summary>
    public static int MostFeatures(int width) => Math.Max(MostGathered / width, MostPosts);

    /// <summary>Indexes into <paramref name="posts"/>, posts of like length together so that little padding is needed; each index comes once.</summary>
    /// <param name="posts">All posts.</param>
    /// <param name="width">Of the embedding.</param>
    public static IEnumerable<int[]> Split(IReadOnlyList<(string PostId, FeatureVector Features)> posts, int width)
    {
        var order = Enumerable.Range(0, posts.Count).ToArray();
        var lengths = Array.ConvertAll(order, i => posts[i].Features.Ids.Length);
        Array.Sort(lengths, order);
        var most = MostFeatures(width);
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && end - start < MostPosts && (long)lengths[end] * (end + 1 - start) <= most)
                end++;
            yield return order[start..end];
        }
    }
}
