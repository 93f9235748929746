using System.Globalization;
using CsvHelper;

namespace Triage.Study;

/// <summary>Popularity and difficulty as CSV.</summary>
public static class StudyTables
{
    /// <summary><c>set,year,questions,users,published_questions,published_users</c>.</summary>
    public static string Popularity(StudyReport report) => Write(
        ["set", "year", "questions", "users", "published_questions", "published_users"],
        report.Popularity.Select(year => new object?[] { year.Count.Set, year.Count.Year, year.Count.Questions, year.Count.Users, year.Questions, year.Users }));

    /// <summary>One row a set: questions, share without accepted answer, minutes whole and with days dropped.</summary>
    public static string Difficulty(StudyReport report)
    {
        var rows = report.Difficulty.Sets.Select(set => new object?[]
        {
            set.Set, set.Questions, set.WithoutAccepted, 100 * set.Share.Value, 100 * set.Share.Low, 100 * set.Share.High,
            set.Minutes.N, set.Minutes.Median.Value, set.Minutes.Median.Low, set.Minutes.Median.High, set.Minutes.Q1, set.Minutes.Q3, set.MinutesDaysDropped.Median.Value,
        });
        if (report.Others is { } other)
        {
            rows = rows.Append(["other (published)", other.Questions, other.WithoutAccepted, 100 * other.Share.Value, 100 * other.Share.Low, 100 * other.Share.High,
                other.MinutesDaysDropped.N, null, null, null, null, null, other.MinutesDaysDropped.Median.Value]);
        }

        return Write(["set", "questions", "without_accepted", "share_percent", "share_low", "share_high", "timed", "median_minutes", "median_low", "median_high", "q1_minutes", "q3_minutes", "median_minutes_days_dropped"], rows);
    }

    /// <summary>The tests between sets: <c>measure,first,second,statistic,p_value,effect</c>; effect is the difference of shares, or the chance that the first's time is longer.</summary>
    public static string Tests(StudyReport report)
    {
        var shares = report.Difficulty.Shares.Concat(report.Others is { } other ? [other.Shares] : [])
            .Select(test => new object?[] { "share without accepted answer (chi-square)", test.First, test.Second, test.ChiSquare, test.PValue, test.Difference.Value });
        var times = report.Difficulty.Times.Select(test => new object?[] { "minutes to accepted answer (Mann-Whitney U)", test.First, test.Second, test.U, test.PValue, test.Superiority });
        var dropped = report.Others is { } others ? new[] { others.TimesDaysDropped } : [];
        return Write(["measure", "first", "second", "statistic", "p_value", "effect"],
            [.. shares, .. times, .. dropped.Select(test => new object?[] { "minutes to accepted answer, whole days dropped (Mann-Whitney U)", test.First, test.Second, test.U, test.PValue, test.Superiority })]);
    }

    private static string Write(IReadOnlyList<string> header, IEnumerable<object?[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            foreach (var row in rows.Prepend([.. header]))
            {
                foreach (var field in row)
                    csv.WriteField(field switch { null => "", double number => double.IsNaN(number) ? "" : number.ToString("G6", CultureInfo.InvariantCulture), _ => Convert.ToString(field, CultureInfo.InvariantCulture)! });
                csv.EndRecord();
            }
        }

        return text.ToString();
    }
}
