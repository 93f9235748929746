using System.Diagnostics;
using System.Text;
using AngleSharp.Html.Parser;
using Triage.Features;
using Triage.Posts;

namespace Triage.Tests.Features;

public class ScannerTests
{
    [Fact]
    public void Html_is_split_into_prose_code_and_inline_code()
    {
        var text = Html("<p>Use <code>tf.serve</code> &amp; wait&#33;</p><pre><code>a &lt; b\nc</code></pre><p>e<b>n</b>d</p>");
        Assert.Equal("Use    & wait!\nend\n", Text(text, Block.Prose));
        Assert.Equal("a < b\nc\n", Text(text, Block.Code));
        Assert.Equal("tf.serve\n", Text(text, Block.InlineCode));
    }

    [Fact]
    public void Markdown_is_split_into_prose_code_and_inline_code()
    {
        var text = PostText.Of(new Post
        {
            Id = "1",
            Format = BodyFormat.Markdown,
            Body = "Use `tf.serve` and [the docs](https://example.org/page) now\n\n```python\na < b\n```\n\n    indented()\n\nend",
        });
        Assert.Equal(["use", "and", "the", "docs", "now", "end"], TokenList.Of(Text(text, Block.Prose)));
        Assert.Equal("a < b\n    indented()\n", Text(text, Block.Code));
        Assert.Equal("tf.serve\n", Text(text, Block.InlineCode));
    }

    [Theory]
    [InlineData("a <b")]
    [InlineData("<p title=\"never closed> a")]
    [InlineData("<!-- open <p>a</p>")]
    [InlineData("</pre></code></p>a")]
    [InlineData("a < b && c > d &unknown; &#xZZ; &")]
    [InlineData("<script>x</script")]
    public void Malformed_html_never_throws(string html) => Html(html);

    [Fact]
    public void A_lone_angle_bracket_is_text() => Assert.Equal("if a < 3 & b <> c\n", Text(Html("if a < 3 & b <> c"), Block.Prose));

    [Fact]
    public void Answers_are_blocks_of_their_own()
    {
        var post = new Post { Id = "1", Title = "t", Tags = ["a-b", "c"], Answers = [new Answer { Body = "<p>do <code>x</code></p>" }] };
        var text = PostText.Of(post);
        Assert.Equal("a-b\nc\n", Text(text, Block.Tags));
        Assert.Equal(["do"], TokenList.Of(Text(text, Block.Answer)));
        Assert.Equal("x\n", Text(text, Block.AnswerCode));
        Assert.True(PostText.Of(post.WithoutAnswers())[Block.Answer].IsEmpty);
    }

    [Fact]
    public void Lines_that_tell_of_an_error_are_a_block_of_their_own()
    {
        var text = Html("<p>It worked before.\nNow loading failed for me.</p><pre>step 1 ok\nValueError: Invalid shape\nstep 2 ok</pre>");
        Assert.Equal("Now loading failed for me.\nValueError: Invalid shape\n", Text(text, Block.Error));
        var log = Html("<pre>" + string.Concat(Enumerable.Repeat("error\n", 5000)) + "</pre>");
        Assert.Equal(64, Text(log, Block.Error).Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<")]
    [InlineData("<a href=\"")]
    [InlineData("<!--")]
    [InlineData("&")]
    [InlineData("<pre><code>")]
    [InlineData("</")]
    [InlineData("<script>")]
    [InlineData("`")]
    [InlineData("` `` ")]
    [InlineData("](")]
    [InlineData("```\n")]
    public void Ten_megabytes_of_one_construct_take_linear_time(string piece)
    {
        var body = string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length));
        var clock = Stopwatch.StartNew();
        PostText.Of(new Post { Id = "1", Body = body, Format = BodyFormat.Html });
        PostText.Of(new Post { Id = "1", Body = body, Format = BodyFormat.Markdown });
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Random_markup_never_throws()
    {
        var random = new Random(3);
        string[] pieces = ["<", ">", "<p>", "</p>", "<pre>", "</pre>", "<code>", "</code>", "&lt;", "&", "\"", "'", "a b", "`", "```\n", "\n", "    x", "é", "<a href='", "](", ")"];
        for (var round = 0; round < 3000; round++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            PostText.Of(new Post { Id = "1", Body = body, Format = (BodyFormat)(round % 3) });
        }
    }

    [Fact]
    public void Real_posts_give_the_words_that_a_full_html_parser_gives()
    {
        var parser = new HtmlParser();
        var checkedPosts = 0;
        foreach (var line in TestData.StudyPosts.SelectMany(File.ReadLines))
        {
            var body = System.Text.Json.Nodes.JsonNode.Parse(line)!["Body"]!.GetValue<string>();
            var text = Html(body);
            var document = parser.ParseDocument("<body>" + body + "</body>");
            var expected = TokenList.Of(document.Body!.TextContent).Where(IsWord).Order(StringComparer.Ordinal);
            var found = TokenList.Of($"{Text(text, Block.Prose)}\n{Text(text, Block.Code)}\n{Text(text, Block.InlineCode)}").Where(IsWord).Order(StringComparer.Ordinal);
            var missing = expected.Except(found).ToList();

            // TextContent glues neighbouring elements together (<li>a</li><li>b</li> gives "ab"), which makes words of its own.
            Assert.True(missing.Count <= 2 + (expected.Count() / 20), $"{body[..Math.Min(80, body.Length)]}: {string.Join(' ', missing)}");
            checkedPosts++;
        }

        Assert.Equal(2547, checkedPosts);
    }

    private static bool IsWord(string token) => token.All(char.IsLetter);

    private static PostText Html(string html) => PostText.Of(new Post { Id = "1", Body = html, Format = BodyFormat.Html });

    private static string Text(PostText text, Block block) => Encoding.UTF8.GetString(text[block]);
}
