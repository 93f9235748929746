namespace Triage.Reports;

/// <summary>Where a post can be read.</summary>
public static class PostLink
{
    /// <summary>The Stack Overflow address of an id that is a number; null of others (written posts).</summary>
    public static string? Of(string id) => id.Length > 0 && id.All(char.IsAsciiDigit) ? $"https://stackoverflow.com/questions/{id}" : null;
}
