using System.Buffers;

namespace Triage.Posts;

/// <summary>Tag names in one spelling, whatever the source's: <c>&lt;a&gt;&lt;b&gt;</c>, <c>|a|b|</c>, <c>a, b</c>, <c>a;b</c>, <c>a b</c> or an array.</summary>
public static class TagNames
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("<>|,;");

    /// <summary>Lower-case names in the order of the text, each once. Blanks separate only where no other separator stands, so <c>machine learning, c#</c> is two.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<char> text)
    {
        var names = new List<string>(5);
        var marked = text.ContainsAny(Marks);
        while (!text.IsEmpty)
        {
            var end = marked ? text.IndexOfAny(Marks) : IndexOfBlank(text);
            Add(names, end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return names;
    }

    /// <summary>Adds one name, trimmed and in lower case; empty and repeated names are left out.</summary>
    internal static void Add(List<string> names, ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty)
            return;
        var name = text.ToString().ToLowerInvariant();
        if (!names.Contains(name))
            names.Add(name);
    }

    private static int IndexOfBlank(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                return i;
        }

        return -1;
    }
}
