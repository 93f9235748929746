using System.Text.RegularExpressions;
using Triage.Posts;

namespace Triage.Study;

/// <summary>
/// Reads what the study's statistics need: a table of metadata (CSV with <c>id,set,creation_date,owner_user_id,accepted_answer_id,accepted_answer_date</c>)
/// or posts in any format of <see cref="PostReader"/>. The set of a post is the column <c>set</c>, or the word in the file's name <c>dl_WORD_post.txt</c>
/// (as the study named its files), or what <c>setOf</c> says.
/// </summary>
public static partial class StudyPostReader
{
    /// <param name="path">The file.</param>
    /// <param name="setOf">The set of a post by its id (its coded or predicted platform), where the file does not say; may be null.</param>
    /// <param name="cancellation">Stops between posts.</param>
    /// <exception cref="InputException">The file cannot be read as it is; names file, line and field.</exception>
    public static IReadOnlyList<StudyPost> Read(string path, Func<string, string?>? setOf = null, CancellationToken cancellation = default)
    {
        if (File.Exists(path) && IsMetadata(path))
            return ReadMetadata(CsvTable.Read(path), setOf);
        return [.. ReadWithSet(path, cancellation, setOf).Select(entry => StudyPost.From(entry.Post, entry.Set))];
    }

    /// <summary>Whole posts with their sets, from any format but a table of metadata, which has no text.</summary>
    /// <exception cref="InputException">From the enumeration, as for <see cref="PostReader.Read(string, CancellationToken)"/>.</exception>
    public static IEnumerable<(string Set, Post Post)> ReadWithSet(string path, CancellationToken cancellation = default, Func<string, string?>? setOf = null)
    {
        var named = FileName().Match(Path.GetFileName(path));
        foreach (var post in new PostReader().Read(path, cancellation))
        {
            // Candidates that were mined for two sets name both.
            var sets = post.Labels.GetValueOrDefault("set")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (sets.Length == 0)
                yield return (named.Success ? named.Groups[1].Value : setOf?.Invoke(post.Id) ?? StudyPost.NoSet, post);
            foreach (var set in sets)
                yield return (set, post);
        }
    }

    /// <summary>Whether a file is a table of metadata: an id and a creation date, and no text.</summary>
    private static bool IsMetadata(string path)
    {
        var header = CsvTable.HeaderOf(path);
        return header.Contains("id") && header.Contains("creation_date") && !header.Contains("title") && !header.Contains("body");
    }

    private static List<StudyPost> ReadMetadata(CsvTable table, Func<string, string?>? setOf)
    {
        var posts = new List<StudyPost>();
        var seen = new HashSet<(string, string)>();
        foreach (var row in table.Rows)
        {
            var id = table.Text(row, "id");
            if (id.Length == 0)
                throw new InputException("the id is empty", table.Source, row.Line, "id");
            var accepted = table.Text(row, "accepted_answer_id").Length > 0;
            var post = new StudyPost(id, table.Has("set") && table.Text(row, "set") is { Length: > 0 } set ? set : setOf?.Invoke(id) ?? StudyPost.NoSet, Date(table, row, "creation_date"),
                table.Text(row, "owner_user_id") is { Length: > 0 } owner ? owner : null, accepted, accepted ? Date(table, row, "accepted_answer_date") : null);
            if (!seen.Add((post.Id, post.Set)))
                throw new InputException($"post {id} stands a second time in the set '{post.Set}'; keep one", table.Source, row.Line, "id");
            posts.Add(post);
        }

        return posts;
    }

    private static DateTime? Date(CsvTable table, CsvTable.Row row, string column)
    {
        var text = table.Text(row, column);
        if (text.Length == 0)
            return null;
        return PostDates.TryParse(text, out var date) ? date : throw new InputException($"must be a date like 2019-03-22T19:08:14, not '{text}'", table.Source, row.Line, column);
    }

    [GeneratedRegex(@"^dl_(\w+?)_post\b", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();
}
