using System.Text;

namespace Triage.Tests.Features;

public class TokenizerTests
{
    [Theory]
    [InlineData("tf.saved_model.loader", new[] { "tf.saved_model.loader", ".loader", "tf", "saved_model", "saved", "model", "loader" })]
    [InlineData("TFLiteConverter", new[] { "tfliteconverter", "tf", "lite", "converter" })]
    [InlineData("model.tflite", new[] { "model.tflite", ".tflite", "model", "tflite" })]
    [InlineData("loadLayersModel", new[] { "loadlayersmodel", "load", "layers", "model" })]
    [InlineData("half_plus_two", new[] { "half_plus_two", "half", "plus", "two" })]
    [InlineData("google-cloud-ml", new[] { "google-cloud-ml", "google", "cloud", "ml" })]
    [InlineData("int8 Conv2D", new[] { "int8", "conv2d", "conv2" })]
    public void An_identifier_is_kept_whole_and_split(string text, string[] tokens) => Assert.Equal(tokens, TokenList.Of(text));

    [Theory]
    [InlineData("1.15.0", new[] { "1.15.0", "1.15", "#version" })]
    [InlineData("2.0.0-rc1", new[] { "2.0.0-rc1", "2.0", "#version" })]
    [InlineData("404", new[] { "404" })]
    [InlineData("8501", new[] { "8501" })]
    [InlineData("7", new string[0])]
    [InlineData("1234567", new[] { "#number" })]
    [InlineData("d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e", new[] { "#long" })]
    public void Versions_and_status_codes_stay_and_noise_is_named(string text, string[] tokens) => Assert.Equal(tokens, TokenList.Of(text));

    [Fact]
    public void A_command_line_flag_keeps_its_dashes_beside_its_words()
    {
        Assert.Equal(["input_format", "input", "format", "--input_format", "keras"], TokenList.Of("--input_format=keras"));
        Assert.Equal(["rest"], TokenList.Of("---rest"));
    }

    [Fact]
    public void Letters_of_every_script_are_lower_cased() =>
        Assert.Equal(["ärger", "straße", "данные", "模型"], TokenList.Of("ÄRGER straße ДАННЫЕ 模型"));

    [Fact]
    public void Invalid_bytes_separate_words_and_never_throw()
    {
        Assert.Equal(["ab", "cd"], TokenList.Places([(byte)'a', (byte)'b', 0xFF, 0xC3, (byte)'c', (byte)'d']).Select(t => t.Token));
    }

    [Fact]
    public void Any_bytes_give_tokens_that_lie_inside_the_text()
    {
        var random = new Random(20261120);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(0, 300)];
            if (round % 2 == 0)
                random.NextBytes(bytes);
            else
                FillWith(bytes, "aZ9_.-/é漢 \nİẞ"u8, random);
            foreach (var (token, start, length) in TokenList.Places(bytes))
            {
                Assert.InRange(start, 0, bytes.Length);
                Assert.InRange(length, 1, bytes.Length - start);
                Assert.NotEmpty(token);
            }
        }
    }

    [Fact]
    public void Tokens_do_not_depend_on_what_stands_around_a_white_space()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var left = RandomText(random);
            var right = RandomText(random);
            Assert.Equal(TokenList.Of(left).Concat(TokenList.Of(right)), TokenList.Of(left + "\n" + right));
        }
    }

    [Fact]
    public void Lower_and_upper_case_of_a_plain_word_give_the_same_tokens()
    {
        foreach (var word in new[] { "serving", "quantization", "größe", "données" })
            Assert.Equal(TokenList.Of(word), TokenList.Of(word.ToUpperInvariant()));
    }

    [Fact]
    public void A_ten_megabyte_word_costs_no_more_than_its_length()
    {
        var text = Encoding.UTF8.GetBytes(new string('a', 10_000_000));
        Assert.Equal(["#long"], TokenList.Places(text).Select(t => t.Token));
        var dotted = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a.b-", 2_500_000)));
        Assert.Empty(TokenList.Places(dotted));
    }

    private static string RandomText(Random random)
    {
        const string alphabet = "abcXYZ019_.-:/()= éÄ漢";
        return new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
    }

    private static void FillWith(byte[] bytes, ReadOnlySpan<byte> alphabet, Random random)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = alphabet[random.Next(alphabet.Length)];
    }
}
