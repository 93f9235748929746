namespace Triage.Study.Sampling;

/// <summary>A part of the posts that is drawn from on its own.</summary>
/// <param name="Name">E.g. a platform or a year.</param>
/// <param name="Population">Its posts.</param>
/// <param name="Drawn">How many are drawn.</param>
public sealed record Stratum(string Name, int Population, int Drawn);

/// <summary>A sample drawn without replacement from each stratum.</summary>
/// <param name="Strata">By name, in ordinal order.</param>
/// <param name="Ids">Drawn posts with their stratum, in random order (so that coders do not see one stratum after the other).</param>
public sealed record StratifiedSample(IReadOnlyList<Stratum> Strata, IReadOnlyList<(string Id, string Stratum)> Ids)
{
    /// <summary>
    /// Draws the sample. The same posts, sizes and seed give the same sample in whatever order the posts come.
    /// Source: Cochran, Sampling Techniques (1977), chapter 5.
    /// </summary>
    /// <param name="posts">Ids with the stratum of each; an id of two strata may be drawn from each.</param>
    /// <param name="sizes">Posts to draw from each stratum.</param>
    /// <param name="seed">Same seed, same sample.</param>
    /// <param name="taken">Posts that must not be drawn, coded before for one; they count for the population.</param>
    /// <exception cref="InputException">A stratum has fewer posts left than are wanted of it.</exception>
    public static StratifiedSample Draw(IEnumerable<(string Id, string Stratum)> posts, IReadOnlyDictionary<string, int> sizes, int seed, IReadOnlySet<string>? taken = null)
    {
        var random = new Random(seed);
        var strata = new List<Stratum>();
        var ids = new List<(string, string)>();
        foreach (var group in posts.Distinct().GroupBy(post => post.Stratum, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var all = group.Select(post => post.Id).Order(StringComparer.Ordinal).ToArray();
            var left = all.Where(id => taken is null || !taken.Contains(id)).ToArray();
            var size = sizes.GetValueOrDefault(group.Key);
            if (size > left.Length)
                throw new InputException($"{size} posts are wanted of '{group.Key}', but only {left.Length} of its {all.Length} are not coded yet; ask for fewer (--size, --interval)");
            random.Shuffle(left);
            ids.AddRange(left.Take(size).Select(id => (id, group.Key)));
            strata.Add(new Stratum(group.Key, all.Length, size));
        }

        var order = ids.ToArray();
        random.Shuffle(order);
        return new StratifiedSample(strata, order);
    }

    /// <summary>Shares a total among strata in proportion to their posts, by largest remainders (Hamilton's method), never more than a stratum has.</summary>
    public static IReadOnlyDictionary<string, int> Proportional(IReadOnlyDictionary<string, int> populations, int total)
    {
        var all = populations.Values.Sum();
        if (total > all)
            throw new InputException($"{total} posts are wanted, but there are only {all}");
        var parts = populations.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, Exact: total * (double)entry.Value / all)).ToList();
        var sizes = parts.ToDictionary(part => part.Key, part => (int)part.Exact, StringComparer.Ordinal);
        foreach (var part in parts.OrderByDescending(part => part.Exact - (int)part.Exact).Take(total - sizes.Values.Sum()))
            sizes[part.Key]++;
        return sizes;
    }
}
