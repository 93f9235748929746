namespace Triage.Study;

/// <summary>
/// The files of a study in a folder laid out as Chen et al. published theirs (github.com/chenzhenpeng18/fse2020): posts <c>dl_SET_post.txt</c>, or a table
/// <c>post_metadata.csv</c> (in the folder or beside it), which wins because it needs no text; <c>post_trend.csv</c>, <c>user_trend.csv</c>, <c>response_time.xlsx</c>, <c>category.xlsx</c>; and <c>code_counts.csv</c>.
/// </summary>
/// <param name="Posts">Files to read posts from; at least one.</param>
/// <param name="PostTrend">Published questions a year.</param>
/// <param name="UserTrend">Published users a year.</param>
/// <param name="ResponseTimes">Published minutes to the accepted answer.</param>
/// <param name="Categories">Published codes.</param>
/// <param name="CodeCounts">Published posts by code.</param>
public sealed record StudyFolder(IReadOnlyList<string> Posts, string? PostTrend = null, string? UserTrend = null, string? ResponseTimes = null, string? Categories = null, string? CodeCounts = null)
{
    /// <summary>Looks the files up by name, in the folder and below.</summary>
    /// <param name="path">A folder, or one file of posts or metadata.</param>
    /// <exception cref="InputException">The path does not exist, or no posts are found.</exception>
    public static StudyFolder Find(string path)
    {
        if (File.Exists(path))
            return new StudyFolder([path]);
        if (!Directory.Exists(path))
            throw new InputException("no such file or folder; check the path", path);
        var files = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4 }).Order(StringComparer.Ordinal).ToList();
        var beside = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) ?? path, "post_metadata.csv");
        var posts = (Named("post_metadata.csv") ?? (File.Exists(beside) ? beside : null)) is { } metadata ? [metadata]
            : files.Where(file => Path.GetFileName(file).StartsWith("dl_", StringComparison.Ordinal) && file.EndsWith("_post.txt", StringComparison.Ordinal)).ToList();
        if (posts.Count == 0)
            throw new InputException("the folder holds neither post_metadata.csv nor dl_SET_post.txt; give the file of posts itself", path);
        return new StudyFolder(posts, Named("post_trend.csv"), Named("user_trend.csv"), Named("response_time.xlsx"), Named("category.xlsx"), Named("code_counts.csv"));

        string? Named(string name) => files.Find(file => string.Equals(Path.GetFileName(file), name, StringComparison.OrdinalIgnoreCase));
    }
}
