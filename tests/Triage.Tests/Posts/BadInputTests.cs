using System.IO.Compression;
using System.Text;
using Triage.Posts;

namespace Triage.Tests.Posts;

public class BadInputTests
{
    private const string StudyLine = """{"Id": "7", "Title": "t", "Body": "b", "Tags": "<a>", "answers": []}""";

    [Theory]
    [InlineData("""{"Id": "8", "Title": "cut""", "cut off")]
    [InlineData("""{"Id": "8", "Title": "t", "Body" "b"}""", "damaged at byte 34")]
    [InlineData("""[1, 2]""", "not a JSON object")]
    [InlineData("""{"Id": "8", "Title": "t"} {"Id": "9"}""", "damaged at byte 27")]
    public void A_damaged_line_names_file_and_line(string line, string problem)
    {
        var e = Fails(StudyLine + "\n\n" + line + "\n");
        Assert.Equal(("posts.txt", 3L), (e.File, e.Line));
        Assert.StartsWith("posts.txt:3: ", e.Message);
        Assert.Contains(problem, e.Message);
    }

    [Fact]
    public void What_stands_before_the_damage_is_given_out()
    {
        var read = new List<Post>();
        Assert.Throws<InputException>(() => read.AddRange(Posts(Encoding.UTF8.GetBytes(StudyLine + "\n{\"Id\": \"8"))));
        using var posts = Posts([.. Encoding.UTF8.GetBytes(StudyLine + "\n{\"Id\": \"8\", \"Body\": \""), 0xFF]).GetEnumerator();
        Assert.True(posts.MoveNext());
        Assert.Equal("7", posts.Current.Id);
        Assert.Throws<InputException>(() => posts.MoveNext());
    }

    [Theory]
    [InlineData("""{"Title": "t", "Body": "b"}""", "Id", "missing")]
    [InlineData("""{"Id": "", "Title": "t"}""", "Id", "empty")]
    [InlineData("""{"Id": null, "Title": "t"}""", "Id", "missing")]
    [InlineData("""{"Id": 1.5, "Title": "t"}""", "Id", "whole number")]
    [InlineData("""{"Id": ["1"], "Title": "t"}""", "Id", "array")]
    [InlineData("""{"Id": "1", "Tags": ""}""", "Title", "missing")]
    [InlineData("""{"Id": "1", "Title": 5}""", "Title", "a number")]
    [InlineData("""{"Id": "1", "Title": "t", "Body": {"x": 1}}""", "Body", "an object")]
    [InlineData("""{"Id": "1", "Title": "t", "Tags": 5}""", "Tags", "array of texts")]
    [InlineData("""{"Id": "1", "Title": "t", "Tags": ["a", 5]}""", "Tags", "a number")]
    [InlineData("""{"Id": "1", "Title": "t", "answers": "none"}""", "answers", "array of answers")]
    [InlineData("""{"Id": "1", "Title": "t", "answers": [{"Body": "x"}, {"Body": true}]}""", "answers[1].Body", "true or false")]
    [InlineData("""{"Id": "1", "Title": "t", "answers": [{"Id": "5"}]}""", "answers[0].Body", "missing")]
    [InlineData("""{"Id": "1", "Title": "t", "answers": [{"Body": "x", "Score": "high"}]}""", "answers[0].Score", "whole number")]
    [InlineData("""{"Id": "1", "Title": "t", "CreationDate": "yesterday"}""", "CreationDate", "date")]
    [InlineData("""{"Id": "1", "Title": "t", "Title": "u"}""", "Title", "twice")]
    [InlineData("""{"Id": "1", "Title": "half \ud83d"}""", "Title", "surrogate")]
    public void A_wrong_field_names_line_and_field(string line, string field, string problem)
    {
        var e = Fails(StudyLine + "\n" + line + "\n");
        Assert.Equal(("posts.txt", 2L, field), (e.File, e.Line, e.Field));
        Assert.Contains(problem, e.Problem);
    }

    [Theory]
    [InlineData("""{"title": "t", "body": "b"}""", "id")]
    [InlineData("""{"id": "1", "text": "t", "tags": []}""", "title")]
    [InlineData("""{"title": "t", "code": 5}""", "code")]
    [InlineData("""{"title": "t", "code": "a/b", "id": null}""", "id")]
    public void Our_own_lines_fail_with_line_and_field(string line, string field)
    {
        var e = Fails(line);
        Assert.Equal((1L, field), (e.Line, e.Field));
    }

    [Theory]
    [InlineData("""{"items": [{"question_id": 1, "title": "t", "body": "b"}, {"title": "t", "body": "b"}]}""", "items[1].question_id")]
    [InlineData("""{"items": [{"question_id": 1, "title": "t"}]}""", "items[0].body")]
    [InlineData("""{"items": [{"question_id": 1, "title": "t", "body": "b", "owner": 5}]}""", "items[0].owner")]
    [InlineData("""{"items": [5]}""", "items[0]")]
    [InlineData("""{"items": []} {"items": {}}""", "items")]
    public void Items_of_the_api_fail_with_their_field(string json, string field) => Assert.Equal(field, Fails(json).Field);

    [Fact]
    public void Api_json_that_is_cut_off_names_the_line()
    {
        var e = Fails("{\n\"items\": [\n{\"question_id\": 1, \"title\": \"t\", \"body\": \"b\"},\n{\"question_id\": 2, \"tit");
        Assert.Equal(4, e.Line);
        Assert.Contains("cut off", e.Message);
        Assert.Contains("filter=withbody", Fails("""{"items": [{"question_id": 1, "title": "t"}]}""").Message);
    }

    [Theory]
    [InlineData("<row Id='5' PostTypeId='1' Title='t' Bo", 3, null)]
    [InlineData("<row PostTypeId='1' Title='t'/></posts>", 3, "Id")]
    [InlineData("<row Id='x5' PostTypeId='1'/></posts>", 3, "Id")]
    [InlineData("<row Id='5' Title='t'/></posts>", 3, "PostTypeId")]
    [InlineData("<row Id='5' PostTypeId='2' Body='t'/></posts>", 3, "ParentId")]
    [InlineData("<row Id='5' PostTypeId='1' CreationDate='soon'/></posts>", 3, "CreationDate")]
    [InlineData("<row Id='4' PostTypeId='1' Title='t'/></posts>", 3, "Id")]
    public void A_damaged_dump_names_line_and_field(string row, long line, string? field)
    {
        var e = Fails("<?xml version='1.0' encoding='utf-8'?>\n<posts><row Id='4' PostTypeId='1' Title='first' Body=''/>\n" + row);
        Assert.Equal((line, field), (e.Line, e.Field));
    }

    [Theory]
    [InlineData("title,body\nt,b\n", 1, "id")]
    [InlineData("id,tags\n1,a\n", 1, "body")]
    [InlineData("id,title,Title\n1,a,b\n", 1, "title")]
    [InlineData("id,title\n1,\"two\nlines\"\n\n2\n", 5, null)]
    [InlineData("id,title\n1,a\n2,b,c\n", 3, null)]
    [InlineData("id,title\n1,a\n2,\"never closed\n3,c\n", 3, null)]
    [InlineData("id,title\n1,a\n ,b\n", 3, "id")]
    [InlineData("id,title,creation_date\n1,a,soon\n", 2, "creation_date")]
    public void Bad_csv_names_line_and_column(string csv, long line, string? field)
    {
        var e = Fails(csv);
        Assert.Equal((line, field), (e.Line, e.Field));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\r\n ")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_said_to_be_empty(string text) => Assert.Contains("is empty", Fails(text).Message);

    [Theory]
    [InlineData("just some words\nand more\n")]
    [InlineData("<html><body>no posts</body></html>")]
    [InlineData("<?xml version='1.0'?><users><row Id='1'/></users>")]
    [InlineData("{\"name\": 1}")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("a,b,c\n1,2,3\n")]
    public void Unknown_content_lists_what_is_understood(string text)
    {
        var e = Fails(text);
        Assert.All(PostReader.AllFormats, f => Assert.Contains(f.Name, e.Message));
    }

    [Fact]
    public void Invalid_utf8_names_line_and_byte_offset()
    {
        for (var before = 0; before < 70_000; before += 6_999)
        {
            var start = Encoding.UTF8.GetBytes(StudyLine + "\n{\"Id\": \"8\", \"Body\": \"" + new string('x', before) + "é");
            foreach (var bad in (byte[][])[[0xFF, .. "\"}"u8], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xC0, 0x80]])
            {
                var e = Assert.Throws<InputException>(() => Posts([.. start, .. bad], largest: 5_000).Last());
                Assert.Equal(2, e.Line);
                Assert.Contains($"byte offset {start.Length} ", e.Message);
            }
        }
    }

    [Fact]
    public void Half_a_character_of_utf16_names_line_and_byte_offset()
    {
        var start = new byte[] { 0xFF, 0xFE }.Concat(Encoding.Unicode.GetBytes(StudyLine + "\n")).ToArray();
        foreach (var bad in (byte[][])[[0x3D, 0xD8, 0x41, 0x00], [0x00, 0xDC], [0x41], [0x3D, 0xD8]])
        {
            var e = Assert.Throws<InputException>(() => Posts([.. start, .. bad]).Last());
            Assert.Equal(2, e.Line);
            Assert.Contains($"byte offset {start.Length} ", e.Message);
        }
    }

    [Fact]
    public void Archives_and_binary_files_are_named_as_what_they_are()
    {
        Assert.Contains("zip", Assert.Throws<InputException>(() => Posts([0x50, 0x4B, 3, 4, 0, 0]).Last()).Message);
        Assert.Contains("7z x -so", Assert.Throws<InputException>(() => Posts([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]).Last()).Message);
        Assert.Contains("binary", Assert.Throws<InputException>(() => Posts([1, 2, 3, 0, 5]).Last()).Message);
        Assert.Contains("UTF-32", Assert.Throws<InputException>(() => Posts([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0]).Last()).Message);
    }

    [Fact]
    public void Damaged_and_cut_gzip_is_named()
    {
        var posts = PostFiles.Study(SamplePosts.Make(new Random(1), 100, answers: true), new Random(2));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(posts);
        var bytes = packed.ToArray();
        foreach (var length in (int[])[5, 12, bytes.Length / 2, bytes.Length - 4])
            Assert.Contains("gzip", Assert.Throws<InputException>(() => Posts(bytes[..length]).Last()).Message);
        var damaged = bytes.ToArray();
        damaged[bytes.Length - 6] ^= 0x55;
        Assert.Contains("gzip", Assert.Throws<InputException>(() => Posts(damaged).Last()).Message);
    }

    [Fact]
    public void Missing_files_and_directories_are_found_before_anything_is_read()
    {
        var reader = new PostReader();
        var good = Path.GetTempFileName();
        try
        {
            File.WriteAllText(good, StudyLine);
            var missing = Path.Combine(Path.GetTempPath(), "no such file " + Guid.NewGuid());
            Assert.Contains("no such file", Assert.Throws<InputException>(() => reader.Read(missing, TestContext.Current.CancellationToken).First()).Message);
            Assert.Contains("no such file", Assert.Throws<InputException>(() => reader.Read([good, missing], TestContext.Current.CancellationToken).First()).Message);
            Assert.Contains("directory", Assert.Throws<InputException>(() => reader.Read([good, Path.GetTempPath()], TestContext.Current.CancellationToken).First()).Message);
            Assert.Equal(good, reader.Read([good], TestContext.Current.CancellationToken).Single().Source);
        }
        finally
        {
            File.Delete(good);
        }
    }

    private static InputException Fails(string text) => Assert.Throws<InputException>(() => Posts(Encoding.UTF8.GetBytes(text)).ToList());

    private static IEnumerable<Post> Posts(byte[] bytes, int largest = 64) =>
        new PostReader().Read(new ChunkedStream(bytes, new Random(3), largest), "posts.txt", TestContext.Current.CancellationToken);
}
