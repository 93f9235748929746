namespace Triage.Study;

/// <summary>Questions and askers of a set in a year.</summary>
/// <param name="Set">The set.</param>
/// <param name="Year">Of the question (UTC).</param>
/// <param name="Questions">Questions asked.</param>
/// <param name="Users">Different people who asked; questions of deleted accounts do not count here.</param>
public sealed record YearCount(string Set, int Year, int Questions, int Users);

/// <summary>
/// Research question 1, popularity: how many questions were asked, and how many people asked them, each year.
/// Source: Chen et al., ESEC/FSE 2020, section 4 (figure 2).
/// </summary>
public static class Popularity
{
    /// <summary>A count for each set and each year from the first to the last of all sets; sets in order of appearance. Posts without date are left out.</summary>
    public static IReadOnlyList<YearCount> Of(IReadOnlyCollection<StudyPost> posts)
    {
        var dated = posts.Where(post => post.Created is not null).ToList();
        if (dated.Count == 0)
            return [];
        int first = dated.Min(post => post.Created!.Value.Year), last = dated.Max(post => post.Created!.Value.Year);
        var counts = dated.GroupBy(post => (post.Set, post.Created!.Value.Year))
            .ToDictionary(group => group.Key, group => (Questions: group.Count(), Users: group.Select(post => post.Owner).OfType<string>().Distinct().Count()));
        return [.. dated.Select(post => post.Set).Distinct().SelectMany(set => Enumerable.Range(first, last - first + 1).Select(year =>
            counts.TryGetValue((set, year), out var found) ? new YearCount(set, year, found.Questions, found.Users) : new YearCount(set, year, 0, 0)))];
    }
}
