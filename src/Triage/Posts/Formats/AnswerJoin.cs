namespace Triage.Posts.Formats;

/// <summary>
/// Puts answers to their questions with bounded memory. Neighbouring questions form a group; ids ascend, so the group of an answer is found by
/// binary search among the groups' first ids. When the groups have grown above <c>inMemory</c> bytes, all of them go to a temporary file;
/// at the end each group is read back by itself.
/// </summary>
internal static class AnswerJoin
{
    private const int InMemory = 128 << 20;
    private const int GroupSize = 16 << 20;

    /// <summary>Joins rows that stand in ascending order of their ids.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="file">The source, for errors.</param>
    /// <param name="inMemory">How many bytes of rows stay in memory.</param>
    /// <param name="groupSize">How many bytes of questions make a group.</param>
    /// <exception cref="InputException">Ids do not ascend.</exception>
    public static IEnumerable<Post> Of(IEnumerable<DumpRow> rows, string file, int inMemory = InMemory, int groupSize = GroupSize)
    {
        using var spill = new SpillFile();
        var firstIds = new List<long>();
        var groups = new List<RowGroup>();
        var last = new DumpRow(long.MinValue, null, null, 0, 0);
        long held = 0;
        foreach (var row in rows)
        {
            if (row.Id <= last.Id)
            {
                throw new InputException(
                    $"row {row.Id} comes after row {last.Id}; joining answers needs rows in ascending order of Id: sort the rows, or read questions without answers",
                    file,
                    row.Line,
                    "Id");
            }

            last = row;
            if (row.Question is not null && (groups.Count == 0 || groups[^1].QuestionBytes >= groupSize))
            {
                groups.Add(new RowGroup(file));
                firstIds.Add(row.Id);
            }

            var at = firstIds.BinarySearch(row.Question is null ? row.ParentId : row.Id);
            at = at >= 0 ? at : ~at - 1;
            if (at < 0)
                continue;
            if (row.Question is not null)
                at = groups.Count - 1;
            held += groups[at].Add(row);
            if (held <= inMemory)
                continue;
            foreach (var group in groups)
                group.MoveTo(spill);
            held = 0;
        }

        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var post in groups[i].Join(spill))
                yield return post;
            groups[i] = null!;
        }
    }
}
