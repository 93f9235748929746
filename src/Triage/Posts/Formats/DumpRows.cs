using System.Globalization;
using System.Text;
using System.Xml;

namespace Triage.Posts.Formats;

/// <summary>A question or an answer of the dump.</summary>
/// <param name="Id">The row's own id.</param>
/// <param name="Question">Set where the row is a question.</param>
/// <param name="Answer">Set where the row is an answer.</param>
/// <param name="ParentId">The question an answer belongs to.</param>
/// <param name="Line">1-based.</param>
internal readonly record struct DumpRow(long Id, Post? Question, Answer? Answer, long ParentId, long Line);

/// <summary>Streams the rows of a <c>Posts.xml</c>.</summary>
internal static class DumpRows
{
    public static IEnumerable<DumpRow> Read(PostInput input, CancellationToken cancellation)
    {
        // A text reader, because the bytes are UTF-8 by now, whatever encoding the XML declaration names.
        using var text = new StreamReader(input.Utf8, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        var settings = new XmlReaderSettings
        {
            // Dumps hold references to control characters (&#x1F;), which strict XML forbids.
            CheckCharacters = false,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreWhitespace = true,
        };
        using var xml = XmlReader.Create(text, settings);
        while (NextRow(xml, input.Name))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Parse(new Attributes(xml, input.Name)) is { } row)
                yield return row;
        }
    }

    private static bool NextRow(XmlReader xml, string name)
    {
        try
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.Name == "row")
                    return true;
            }

            return false;
        }
        catch (XmlException e)
        {
            throw new InputException($"the XML is cut off or damaged at character {e.LinePosition} of the line ({e.Message})", name, e.LineNumber, inner: e);
        }
    }

    private static DumpRow? Parse(Attributes row)
    {
        var id = row.WholeNumber("Id");
        switch (row.WholeNumber("PostTypeId"))
        {
            case 1:
                return new DumpRow(id, Question(row, id), null, 0, row.Line);
            case 2:
                var answer = new Answer
                {
                    Id = id.ToString(CultureInfo.InvariantCulture),
                    Body = row.Text("Body") ?? "",
                    Format = BodyFormat.Html,
                    Score = row.Text("Score") is null ? null : (int)row.WholeNumber("Score", int.MaxValue),
                    CreationDate = row.Date("CreationDate"),
                };
                return new DumpRow(id, null, answer, row.WholeNumber("ParentId"), row.Line);
            default:
                return null;
        }
    }

    private static Post Question(Attributes row, long id) => new()
    {
        Id = id.ToString(CultureInfo.InvariantCulture),
        Title = row.Text("Title") ?? "",
        Body = row.Text("Body") ?? "",
        Format = BodyFormat.Html,
        Tags = TagNames.Split(row.Text("Tags")),
        CreationDate = row.Date("CreationDate"),
        OwnerId = row.Text("OwnerUserId"),
        AcceptedAnswerId = row.Text("AcceptedAnswerId"),
        Source = row.File,
        Line = row.Line,
    };

    private readonly struct Attributes(XmlReader xml, string file)
    {
        public string File => file;

        public long Line => ((IXmlLineInfo)xml).LineNumber;

        public string? Text(string name) => xml.GetAttribute(name);

        public long WholeNumber(string name, long max = long.MaxValue)
        {
            var text = Text(name) ?? throw new InputException("is missing from the row", file, Line, name);
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number <= max && number >= -max
                ? number
                : throw new InputException($"must be a whole number, not '{text}'", file, Line, name);
        }

        public DateTime? Date(string name)
        {
            if (Text(name) is not { } text)
                return null;
            return PostDates.TryParse(text, out var date)
                ? date
                : throw new InputException($"must be a date like 2019-03-22T19:08:14, not '{text}'", file, Line, name);
        }
    }
}
