using Triage.Codebooks;
using Triage.Codes;

namespace Triage.Tests.Codes;

public class CodeFileTests
{
    private const string Header = "post_id,code,second_code,confidence,coder\n";
    private static readonly Codebook Study = CodebookYaml.Read(TestData.Repo("data", "codebook.yaml"));

    [Fact]
    public void The_shipped_reader_codes_are_all_valid()
    {
        var rows = CodeFile.Read(TestData.Repo("data", "codes", "reader.csv"), Study);
        Assert.Equal(4272, rows.Count);
        Assert.Equal(["reader-1", "reader-2"], rows.Select(row => row.Coder).Distinct());
        Assert.Equal(2136, rows.Select(row => row.PostId).Distinct().Count());
        Assert.All(rows, row => Assert.InRange(row.Confidence!.Value, 1, 3));
    }

    [Fact]
    public void The_shipped_reader_codes_are_written_back_byte_for_byte()
    {
        var path = TestData.Repo("data", "codes", "reader.csv");
        var writer = new StringWriter();
        CodeFile.Write(CodeFile.Read(path, Study), writer);
        Assert.Equal(File.ReadAllText(path), writer.ToString());
    }

    [Fact]
    public void Category_xlsx_yields_exactly_the_published_codes()
    {
        var rows = StudyCategories.Read(TestData.Shared("fse2020", "Results", "RQ3", "category.xlsx"), Study);
        var writer = new StringWriter();
        CodeFile.Write(rows, writer);
        Assert.Equal(File.ReadAllText(TestData.Shared("codes_published.csv")).ReplaceLineEndings("\n"), writer.ToString());
    }

    [Fact]
    public void A_file_that_is_no_workbook_says_so()
    {
        var problem = Assert.Throws<InputException>(() => StudyCategories.Read(TestData.Repo("data", "codebook.yaml"), Study));
        Assert.Contains("xlsx", problem.Message);
        Assert.Throws<InputException>(() => StudyCategories.Read("no-such-file.xlsx", Study));
    }

    [Fact]
    public void Columns_come_in_any_order_and_further_ones_are_kept()
    {
        var rows = CodeFile.Parse("\uFEFFcoder,note,code,post_id\r\nann,\"two\nlines, \"\"quoted\"\"\",unclear,7\r\n\r\nann,,server/model-update,8\r\n", "x.csv", Study);
        Assert.Equal(("7", Verdict.Unclear, null, null, "ann"), (rows[0].PostId, rows[0].Code, rows[0].SecondCode, rows[0].Confidence, rows[0].Coder));
        Assert.Equal("two\nlines, \"quoted\"", rows[0].Extra["note"]);
        Assert.Equal(5, rows[1].Line);
        var writer = new StringWriter();
        CodeFile.Write(rows, writer);
        Assert.Equal("post_id,code,second_code,confidence,coder,note\n7,unclear,,,ann,\"two\nlines, \"\"quoted\"\"\"\n8,server/model-update,,,ann,\n", writer.ToString());
    }

    [Fact]
    public void Any_rows_written_are_read_back_the_same()
    {
        var random = new Random(11);
        string[] letters = ["a", "b", ",", "\"", "\n", ";", "'", "é", "🙂", " ", "\t"];
        for (var round = 0; round < 100; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 20)).Select(i => new CodedPost($"p{i}", Study[random.Next(81)].Id,
                random.Next(2) == 0 ? null : Verdict.Unclear, random.Next(2) == 0 ? null : random.Next(1, 4), "c")
            {
                Extra = new Dictionary<string, string> { ["memo"] = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => letters[random.Next(letters.Length)])) },
            }).ToList();
            var writer = new StringWriter();
            CodeFile.Write(rows, writer);
            var read = CodeFile.Parse(writer.ToString(), null, Study);
            Assert.Equal(rows.Select(row => (row.PostId, row.Code, row.SecondCode, row.Confidence, row.Extra["memo"])),
                read.Select(row => (row.PostId, row.Code, row.SecondCode, row.Confidence, row.Extra["memo"])));
        }
    }

    [Theory]
    [InlineData("1,server/requst/procedure,,,ann\n", 2, "code", "server/request/procedure")]
    [InlineData("1,unclear,server/model-updat,,ann\n", 2, "second_code", "server/model-update")]
    [InlineData("1,unclear,,,ann\n\n1,unclear,,,ann\n", 4, "post_id", "first in line 2")]
    [InlineData("1,unclear,,4,ann\n", 2, "confidence", "'4'")]
    [InlineData("1,unclear,unclear,,ann\n", 2, "second_code", "first again")]
    [InlineData(",unclear,,,ann\n", 2, "post_id", "empty")]
    [InlineData("1,,,,ann\n", 2, "code", "empty")]
    [InlineData("1,unclear,,,\n", 2, "coder", "empty")]
    [InlineData("1,unclear,,,ann\n2,unclear\n", 3, null, "2 fields")]
    [InlineData("1,unclear,,,ann,extra\n", 2, null, "6 fields")]
    [InlineData("1,unclear,,,ann\n2,\"uncl", 3, null, "quotation")]
    public void A_bad_row_names_file_line_and_field(string rows, long line, string? field, string says)
    {
        var problem = Assert.Throws<InputException>(() => CodeFile.Parse(Header + rows, "codes.csv", Study));
        Assert.Equal(("codes.csv", line, field), (problem.File, problem.Line, problem.Field));
        Assert.Contains(says, problem.Message);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("id,code,coder\n", "'post_id' is missing")]
    [InlineData("post_id,code\n", "'coder' is missing")]
    [InlineData("post_id,code,code,coder\n", "twice")]
    [InlineData("PK\0\0", "zero bytes")]
    public void A_file_of_another_kind_is_refused(string text, string says)
        => Assert.Contains(says, Assert.Throws<InputException>(() => CodeFile.Parse(text, "codes.csv", Study)).Message);

    [Fact]
    public void A_lenient_reading_keeps_the_good_rows_and_lists_the_bad()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Header + "1,unclear,,,ann\n2,nonsense,,,ann\n3,Model Update,,,ann\n4,SERVER/model-update,,3,ann\n");
            var result = CodeFile.ReadLenient(path, Study);
            Assert.Equal(["unclear", "server/model-update"], result.Rows.Select(row => row.Code));
            Assert.Equal([3L, 4L], result.Problems.Select(problem => problem.Line!.Value));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_table_has_posts_by_coders()
    {
        var table = CodeTable.From(CodeFile.Parse(Header + "1,unclear,,,a\n1,server/model-update,,,b\n2,pending,,,a\n"), CodeFile.Parse(Header + "2,unclear,,,c\n1,unclear,,,b\n"));
        Assert.Equal(["1", "2"], table.Posts);
        Assert.Equal(["a", "b", "c", "b (2)"], table.Coders);
        Assert.Equal("unclear", table[0, 0]);
        Assert.Null(table[1, 0]);
        Assert.Equal("unclear", table[0, 3]);
    }

    [Fact]
    public void A_table_of_one_coder_or_of_different_posts_is_refused()
    {
        Assert.Contains("two coders", Assert.Throws<InputException>(() => CodeTable.From(CodeFile.Parse(Header + "1,unclear,,,a\n"))).Message);
        Assert.Contains("different posts", Assert.Throws<InputException>(() => CodeTable.From(CodeFile.Parse(Header + "1,unclear,,,a\n2,unclear,,,b\n"))).Message);
    }
}
