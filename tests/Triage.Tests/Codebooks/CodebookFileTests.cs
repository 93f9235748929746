using Triage.Codebooks;

namespace Triage.Tests.Codebooks;

public class CodebookFileTests
{
    private static readonly Codebook Study = CodebookYaml.Read(TestData.Repo("data", "codebook.yaml"));

    [Fact]
    public void Yaml_written_and_read_again_is_the_same_codebook()
    {
        var text = CodebookYaml.Write(Study);
        var again = CodebookYaml.Parse(text);
        AssertSame(Study, again);
        Assert.Equal(text, CodebookYaml.Write(again));
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void Awkward_texts_survive_yaml_and_qdc()
    {
        var book = new Codebook("a: b # c", "1.10", "- no list\nsecond line", [
            new Code { Id = "Yes/null", Name = "~", Definition = "\"quoted\" & <tagged>: {x}", Hints = ["# hash", "'"], Synonyms = ["true", "1e3"], Help = ["übung 🙂", "a: b"], NeverAccept = true },
            new Code { Id = "Yes/0x1F", Name = "0x1F" },
        ], [new Category("Yes", "no")]);
        AssertSame(book, CodebookYaml.Parse(CodebookYaml.Write(book)));
        Assert.Equal("1.10", CodebookYaml.Parse(CodebookYaml.Write(book)).Version);
        AssertSameCodes(book, QdcFile.Parse(QdcFile.Write(book)));
    }

    [Fact]
    public void Qdc_written_and_read_again_keeps_tree_names_and_texts()
    {
        var text = QdcFile.Write(Study);
        var again = QdcFile.Parse(text);
        AssertSameCodes(Study, again);
        Assert.Equal(text, QdcFile.Write(again));
        Assert.Equal(Study.Inner.Select(node => (node.Id, node.Name, node.Definition)), again.Inner.Select(node => (node.Id, node.Name, node.Definition)));
    }

    [Fact]
    public void Guids_come_from_the_id_alone_and_differ()
    {
        var guids = Study.Codes.Select(code => QdcFile.GuidOf(code.Id)).ToList();
        Assert.Equal(guids.Count, guids.Distinct().Count());
        Assert.Contains($"guid=\"{QdcFile.GuidOf("server/request")}\"", QdcFile.Write(Study));
        Assert.All(guids, guid => Assert.Equal(5, guid.Version));
    }

    [Fact]
    public void A_qdc_of_another_program_gets_ids_from_its_names()
    {
        const string Other = """
            <?xml version="1.0" encoding="utf-8"?>
            <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="elsewhere">
              <Codes>
                <Code guid="11111111-1111-1111-1111-111111111111" name="Getting Help" isCodable="true" color="#ff0000">
                  <Code guid="22222222-2222-2222-2222-222222222222" name="From friends &amp; family" isCodable="true"><Description>Two
            lines.</Description></Code>
                </Code>
                <Code guid="33333333-3333-3333-3333-333333333333" name="Empty group" isCodable="false" />
              </Codes>
              <Sets />
            </CodeBook>
            """;
        var book = QdcFile.Parse(Other);
        Assert.Equal(["getting-help", "getting-help/from-friends-family"], book.Codes.Select(code => code.Id));
        Assert.Equal("Two\nlines.", book[1].Definition);
    }

    [Theory]
    [InlineData("<CodeBook><Codes><Code name='a'", 1)]
    [InlineData("<Project>\n</Project>", 1)]
    [InlineData("<CodeBook>\n<Codes>\n<Code isCodable='true'/></Codes></CodeBook>", 3)]
    [InlineData("<CodeBook>\n<Codes>\n<Code name='a'/>\n<Code name='A'/></Codes></CodeBook>", 4)]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'e'>]><CodeBook/>", 1)]
    public void A_damaged_qdc_names_file_and_line(string text, long line)
    {
        var problem = Assert.Throws<InputException>(() => QdcFile.Parse(text, "x.qdc"));
        Assert.Equal(("x.qdc", line), (problem.File, problem.Line));
    }

    [Theory]
    [InlineData("name: x\ncodes:\n- id: a\n- id: a\n", 4, "id", "twice")]
    [InlineData("name: x\ncodes:\n- id: a\n  nmae: b\n", 4, "nmae", "there is no field")]
    [InlineData("name: x\ncolour: red\ncodes: []\n", 2, "colour", "there is no field")]
    [InlineData("name: x\ncodes:\n- id: a//b\n", 3, "id", "empty level")]
    [InlineData("name: x\ncodes:\n- name: a\n", 3, "id", "empty")]
    [InlineData("name: x\ncodes:\n- id: a\n  id: b\n", 4, "id", "given twice")]
    [InlineData("name: x\ncodes:\n- id: a\n  hints: one\n", 4, "hints", "list")]
    [InlineData("name: x\ncodes:\n- id: a\n  never_accept: perhaps\n", 4, "never_accept", "neither")]
    [InlineData("name: x\ncategories:\n- id: b\n  name: b\ncodes:\n- id: a\n", 3, "id", "no code stands under")]
    [InlineData("name: x\ncategories:\n- id: b\ncodes:\n- id: b/a\n", 3, "name", "empty")]
    [InlineData("name: x\ncodes: []\n", null, "id", "no codes")]
    [InlineData("name: x\n", 1, "codes", "no field")]
    [InlineData("codes:\n- id: a\n", 1, "name", "no name")]
    [InlineData("name: x\ncodes:\n- [a, b]\n", 3, null, "field: value")]
    [InlineData("name: [x\n", null, null, null)]
    [InlineData("name: x\ncodes:\n- id: *gone\n", null, null, null)]
    [InlineData("", null, null, "empty")]
    [InlineData("name: x\ncodes:\n- id: a\n---\nname: y\n", 4, null, "second")]
    public void A_faulty_yaml_names_file_line_and_field(string text, int? line, string? field, string? says)
    {
        var problem = Assert.Throws<InputException>(() => CodebookYaml.Parse(text, "book.yaml"));
        Assert.Equal("book.yaml", problem.File);
        if (line is not null)
            Assert.Equal(line, problem.Line);
        if (field is not null)
            Assert.Equal(field, problem.Field);
        Assert.Contains(says ?? "", problem.Message);
    }

    [Fact]
    public void Deep_nesting_is_refused_without_harm()
    {
        Assert.Throws<InputException>(() => CodebookYaml.Parse("name: " + new string('[', 200_000)));
        Assert.Throws<InputException>(() => QdcFile.Parse("<CodeBook><Codes>" + string.Concat(Enumerable.Repeat("<Code name='a'>", 50)) + string.Concat(Enumerable.Repeat("</Code>", 50)) + "</Codes></CodeBook>"));
    }

    [Fact]
    public void A_file_that_is_not_utf8_or_not_there_says_so()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. "name: x\ncodes: "u8, 0xE9, 0x20]);
            var problem = Assert.Throws<InputException>(() => CodebookYaml.Read(path));
            Assert.Equal(2, problem.Line);
            Assert.Contains("byte 15", problem.Message);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("does not exist", Assert.Throws<InputException>(() => CodebookYaml.Read(path)).Message);
    }

    private static void AssertSame(Codebook expected, Codebook actual)
    {
        Assert.Equal((expected.Name, expected.Version, expected.Description), (actual.Name, actual.Version, actual.Description));
        Assert.Equal(expected.Categories, actual.Categories);
        AssertSameCodes(expected, actual);
    }

    private static void AssertSameCodes(Codebook expected, Codebook actual) => Assert.Equivalent(expected.Codes, actual.Codes, strict: true);
}
