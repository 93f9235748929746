namespace Triage.Evaluation;

/// <summary>One split: rows to train on and rows to score; indices into the rows given to <see cref="Folds.Make"/>.</summary>
public sealed record Fold(int Repeat, int Index, IReadOnlyList<int> Train, IReadOnlyList<int> Test);

/// <summary>
/// Repeated, stratified, grouped k-fold cross-validation. All rows of a post stand on the same side; the posts of each code are spread over
/// the folds so that their numbers differ by at most one, and so do the sizes of the folds. The assignment depends on ids, codes and
/// seed, not on the order of rows.
/// Source: Kohavi, A study of cross-validation and bootstrap, IJCAI 1995 (stratification, repetition).
/// </summary>
public static class Folds
{
    /// <summary>All splits, repeat by repeat, fold by fold; in each repeat every row is scored once.</summary>
    /// <param name="posts">The post of each row.</param>
    /// <param name="codes">The code of each row, to stratify by; a post with several takes the first in ordinal order.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="repeats">At least 1.</param>
    /// <param name="seed">Same seed, same splits.</param>
    /// <exception cref="InputException">There are fewer posts than folds.</exception>
    public static IReadOnlyList<Fold> Make(IReadOnlyList<string> posts, IReadOnlyList<string> codes, int folds = 5, int repeats = 3, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        if (posts.Count != codes.Count)
            throw new ArgumentException($"{posts.Count} posts but {codes.Count} codes");
        var codeOf = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < posts.Count; i++)
        {
            if (!codeOf.TryGetValue(posts[i], out var known) || string.CompareOrdinal(codes[i], known) < 0)
                codeOf[posts[i]] = codes[i];
        }

        if (codeOf.Count < folds)
            throw new InputException($"{codeOf.Count} posts cannot be split into {folds} folds; give more posts or fewer folds");
        var random = new Random(seed);
        var splits = new List<Fold>();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var foldOf = Assign(codeOf, folds, random);
            for (var fold = 0; fold < folds; fold++)
            {
                var isTest = posts.Select(post => foldOf[post] == fold).ToArray();
                splits.Add(new Fold(repeat, fold, [.. Rows(isTest, false)], [.. Rows(isTest, true)]));
            }
        }

        return splits;
    }

    /// <summary>Deals the shuffled posts of each code out in turn, going on where the code before stopped.</summary>
    private static Dictionary<string, int> Assign(SortedDictionary<string, string> codeOf, int folds, Random random)
    {
        var strata = codeOf.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).OrderBy(stratum => stratum.Key, StringComparer.Ordinal).Select(stratum => stratum.ToArray()).ToArray();
        random.Shuffle(strata);
        var foldOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stratum in strata)
        {
            random.Shuffle(stratum);
            foreach (var post in stratum)
                foldOf.Add(post, foldOf.Count % folds);
        }

        return foldOf;
    }

    private static IEnumerable<int> Rows(bool[] isTest, bool wanted)
        => Enumerable.Range(0, isTest.Length).Where(i => isTest[i] == wanted);
}
