using System.Globalization;

namespace Triage.Posts;

/// <summary>Dates as the sources spell them, always UTC.</summary>
internal static class PostDates
{
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>ISO 8601 and its spelling with a blank; UTC where no zone is named.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime date) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out date);

    /// <summary>Seconds since 1970.</summary>
    public static bool TryFromUnix(long seconds, out DateTime date)
    {
        var known = seconds >= 0 && seconds <= MaxSeconds;
        date = known ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime : default;
        return known;
    }
}
