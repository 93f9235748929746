using Triage.Posts;

namespace Triage.Tests.Posts;

public class TagNamesTests
{
    [Theory]
    [InlineData("<android><tensorflow-lite>")]
    [InlineData("|android|tensorflow-lite|")]
    [InlineData("android,tensorflow-lite")]
    [InlineData("Android, TensorFlow-Lite")]
    [InlineData("android; tensorflow-lite;")]
    [InlineData("android  tensorflow-lite")]
    [InlineData("<android><tensorflow-lite><android>")]
    public void Every_spelling_gives_the_same_lower_case_names(string text) => Assert.Equal(["android", "tensorflow-lite"], TagNames.Split(text));

    [Fact]
    public void Names_keep_their_signs_and_blanks_within_lists()
    {
        Assert.Equal(["c#", "c++", ".net", "node.js"], TagNames.Split("<C#><c++><.net><node.js>"));
        Assert.Equal(["good first issue", "bug"], TagNames.Split("good first issue, bug"));
        Assert.Equal(["istanbul"], TagNames.Split("ISTANBUL"));
        Assert.Empty(TagNames.Split(" <> "));
    }
}
