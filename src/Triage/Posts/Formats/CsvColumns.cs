using System.Collections.ObjectModel;
using CsvHelper;

namespace Triage.Posts.Formats;

/// <summary>Which column of a CSV file is what of a post.</summary>
internal sealed class CsvColumns
{
    private readonly string _file;
    private readonly int _id;
    private readonly int _title;
    private readonly int _body;
    private readonly int _tags;
    private readonly int _date;
    private readonly int _owner;
    private readonly int _accepted;
    private readonly int _link;
    private readonly int _count;
    private readonly List<(string Name, int At)> _labels = [];

    public CsvColumns(IReadOnlyList<string> header, string file)
    {
        _file = file;
        _count = header.Count;
        var names = header.Select(Canonical).ToList();
        var twice = names.Where((n, i) => n.Length > 0 && names.IndexOf(n) < i).FirstOrDefault();
        if (twice is not null)
            throw new InputException("two columns have this name; rename one", file, 1, twice);
        _id = Take("id");
        _title = Take("title");
        _body = Take("body");
        if (_id < 0 || (_title < 0 && _body < 0))
        {
            throw new InputException(
                $"the header has no such column; it has {string.Join(", ", header)}, and id,title,body,tags are needed (title or body may be left out)",
                file,
                1,
                _id < 0 ? "id" : "body");
        }

        _tags = Take("tags");
        _date = Take("creationdate");
        _owner = Take("ownerid", "owneruserid");
        _accepted = Take("acceptedanswerid");
        _link = Take("link");
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length > 0)
                _labels.Add((header[i].Trim(), i));
        }

        int Take(params ReadOnlySpan<string> spellings)
        {
            foreach (var spelling in spellings)
            {
                var at = names.IndexOf(spelling);
                if (at < 0)
                    continue;
                names[at] = "";
                return at;
            }

            return -1;
        }
    }

    /// <summary><c>CreationDate</c>, <c>creation_date</c> and <c>Creation date</c> are one name.</summary>
    public static string Canonical(string column) => string.Concat(column.Where(c => c != '_' && !char.IsWhiteSpace(c))).ToLowerInvariant();

    /// <summary>The post of the row the reader stands at.</summary>
    public Post ToPost(CsvReader row)
    {
        if (row.FieldCount != _count)
        {
            throw new InputException(
                $"the row has {row.FieldCount} fields and the header {_count}; put fields that hold separators, quotation marks or line ends in quotation marks",
                _file,
                row.LineNumber);
        }

        var id = row.GetString(_id).Trim();
        if (id.Length == 0)
            throw new InputException("is empty; every post needs an id", _file, row.LineNumber, "id");
        return new Post
        {
            Id = id,
            Title = Text(row, _title) ?? "",
            Body = Text(row, _body) ?? "",
            Tags = TagNames.Split(Text(row, _tags)),
            CreationDate = Date(row),
            OwnerId = Text(row, _owner),
            AcceptedAnswerId = Text(row, _accepted),
            Link = Text(row, _link),
            Labels = _labels.Count == 0 ? ReadOnlyDictionary<string, string>.Empty : _labels.ToDictionary(l => l.Name, l => row.GetString(l.At)),
            Source = _file,
            Line = row.LineNumber,
        };
    }

    private static string? Text(CsvReader row, int column) => column < 0 || row.IsEmpty(column) ? null : row.GetString(column);

    private DateTime? Date(CsvReader row)
    {
        if (Text(row, _date) is not { } text)
            return null;
        return PostDates.TryParse(text, out var date)
            ? date
            : throw new InputException($"must be a date like 2019-03-22T19:08:14, not '{text}'", _file, row.LineNumber, "creation_date");
    }
}
