using System.Text.Json;

namespace Triage.Posts.Formats;

/// <summary>
/// Answers of the Stack Exchange API v2.3 (<c>/questions</c>): an object with <c>items[]</c> of <c>question_id, title, body</c> or <c>body_markdown</c>,
/// <c>tags</c>, dates in seconds since 1970. Several such objects may follow each other (pages put into one file).
/// Titles and Markdown come with HTML entities and are decoded. Streamed: memory is bounded by the largest item.
/// </summary>
public sealed class StackExchangeApiFormat : IPostFormat
{
    private static readonly JsonPostShape Shape = new(
        [
            ("question_id", PostField.Id), ("title", PostField.Title), ("body", PostField.Body), ("body_markdown", PostField.BodyMarkdown),
            ("tags", PostField.Tags), ("answers", PostField.Answers), ("creation_date", PostField.CreationDate),
            ("accepted_answer_id", PostField.AcceptedAnswerId), ("owner", PostField.Owner), ("link", PostField.Link),
        ],
        [
            ("answer_id", PostField.Id), ("body", PostField.Body), ("body_markdown", PostField.BodyMarkdown), ("score", PostField.Score),
            ("creation_date", PostField.CreationDate),
        ])
    {
        BodyFormat = BodyFormat.Html,
        HasEntities = true,
        NeedsTitleAndBody = true,
        TextAdvice = "ask the API for questions with filter=withbody (and for their answers, if wanted, with a filter of your own)",
    };

    public string Name => "Stack Exchange API JSON ({\"items\": [{\"question_id\", \"title\", \"body\", \"tags\"}]})";

    public bool Matches(ReadOnlySpan<byte> head)
    {
        var first = JsonHead.Of(head);
        return first.Arrays.Contains("items") && !first.HasAny("id", "title", "body");
    }

    public IEnumerable<Post> Read(PostInput input, CancellationToken cancellation)
    {
        var items = new ItemReader(input);
        while (items.Next() is { } post)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return post;
        }
    }

    /// <summary>Walks through the JSON in a buffer that always holds at least the item being read.</summary>
    private sealed class ItemReader(PostInput input)
    {
        private readonly JsonPostParser _parser = new(Shape, input.Name);
        private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true });
        private byte[] _buffer = new byte[1 << 16];
        private int _start;
        private int _end;
        private bool _ended;
        private bool _itemsNext;
        private bool _inItems;
        private long _item;

        public Post? Next()
        {
            try
            {
                while (true)
                {
                    var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
                    if (Advance(ref reader, out var post))
                        return post;
                    Fill();
                }
            }
            catch (JsonException e)
            {
                throw new InputException(
                    $"the JSON is cut off or damaged at byte {e.BytePositionInLine + 1} of the line ({JsonDamage.Describe(e)})", input.Name, e.LineNumber + 1, inner: e);
            }
        }

        /// <summary>Reads on to the next item; false where more bytes are needed first.</summary>
        private bool Advance(ref Utf8JsonReader reader, out Post? post)
        {
            post = null;
            var begin = _start;
            while (reader.Read())
            {
                if (_inItems && reader.TokenType == JsonTokenType.StartObject)
                {
                    var ahead = reader;
                    if (!ahead.TrySkip())
                        return false;
                    post = Parse(_buffer.AsSpan(begin + (int)reader.TokenStartIndex, (int)(ahead.BytesConsumed - reader.TokenStartIndex)));
                    reader = ahead;
                }
                else
                {
                    FindItems(ref reader);
                }

                _start = begin + (int)reader.BytesConsumed;
                _state = reader.CurrentState;
                if (post is not null)
                    return true;
            }

            return _ended;
        }

        private Post Parse(ReadOnlySpan<byte> item)
        {
            var reader = new Utf8JsonReader(item);
            reader.Read();
            var post = _parser.Parse(ref reader, _item + 1, new JsonValues(input.Name, null, $"items[{_item}]."));
            _item++;
            return post;
        }

        private void FindItems(ref Utf8JsonReader reader)
        {
            var atItems = _itemsNext;
            _itemsNext = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("items"u8);
            if (_inItems && reader.TokenType != JsonTokenType.EndArray)
                throw new InputException("must be an object", input.Name, field: $"items[{_item}]");
            _inItems = atItems && reader.TokenType == JsonTokenType.StartArray;
            if (atItems && !_inItems)
                throw new InputException("must be an array of questions", input.Name, field: "items");
        }

        /// <summary>Fills the buffer to the brim: an item that is longer is looked at anew only each time the buffer has doubled.</summary>
        private void Fill()
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _buffer.Length)
            {
                if (_buffer.Length == Array.MaxLength)
                    throw new InputException("the item is longer than 2 GB", input.Name, field: $"items[{_item}]");
                Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
            }

            while (_end < _buffer.Length && !_ended)
            {
                var n = input.Utf8.Read(_buffer.AsSpan(_end));
                _end += n;
                _ended = n == 0;
            }
        }
    }
}
