namespace Triage.Mining;

/// <summary>One way for a post to become a candidate: it holds when all its conditions do. An empty list is no condition.</summary>
/// <param name="Set">The set that it finds posts for, e.g. <c>server</c>.</param>
/// <param name="Name">Its name within the set.</param>
/// <param name="TagsAny">At least one of these tags.</param>
/// <param name="WordsAny">At least one of these in the text.</param>
/// <param name="WordsAll">Each of these in the text.</param>
/// <param name="WholeWords">Whether a word must stand alone; otherwise it may be part of a longer one.</param>
public sealed record MiningRule(string Set, string Name, IReadOnlyList<string> TagsAny, IReadOnlyList<string> WordsAny, IReadOnlyList<string> WordsAll, bool WholeWords)
{
    /// <summary><c>set/name</c>.</summary>
    public string Id => $"{Set}/{Name}";

    /// <summary>The rule in words.</summary>
    public override string ToString()
    {
        var conditions = new List<string>();
        if (TagsAny.Count > 0)
            conditions.Add($"tag {string.Join(" or ", TagsAny)}");
        if (WordsAny.Count > 0)
            conditions.Add($"{string.Join(" or ", WordsAny.Select(word => $"\"{word}\""))} in title or prose");
        if (WordsAll.Count > 0)
            conditions.Add($"{string.Join(" and ", WordsAll.Select(word => $"\"{word}\""))} in title or prose");
        return string.Join(", and ", conditions);
    }

    /// <summary>Whether the rule holds for a post with these tags and this text (asked for only when the tags fit).</summary>
    internal bool Holds(IReadOnlyList<string> tags, Func<string> text)
    {
        if (TagsAny.Count > 0 && !TagsAny.Any(tags.Contains))
            return false;
        return (WordsAny.Count == 0 || WordsAny.Any(word => Has(text(), word))) && WordsAll.All(word => Has(text(), word));
    }

    private bool Has(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!WholeWords || (!IsLetter(text, at - 1) && !IsLetter(text, at + word.Length)))
                return true;
        }

        return false;
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
