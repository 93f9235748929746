using System.Globalization;
using System.Text;

namespace Triage.Study;

/// <summary>A study's report as plain text.</summary>
public static class StudyText
{
    public static string Write(StudyReport report)
    {
        var text = new StringBuilder();
        Line(text, $"{report.Source}: {report.Posts} posts");
        Line(text, $"\nRQ1 Popularity: questions and users a year");
        if (report.Popularity.Count > 0)
            Popularity(text, report);
        else
            Line(text, $"(not known; see the notes)");
        Line(text, $"\nRQ2 Difficulty: questions without accepted answer, minutes to the accepted answer");
        if (report.Difficulty.Sets.Count > 0)
            Difficulty(text, report);
        else
            Line(text, $"(not known; see the notes)");
        if (report.Coded is { } coded)
        {
            Line(text, $"\nRQ3 Taxonomy of {coded.Posts:F0} posts coded by people (posts, share of the platform)");
            text.Append(TaxonomyText.Tree(coded));
        }

        if (report.Labelled is { } labelled)
        {
            Line(text, $"\nRQ3 Taxonomy of posts LABELLED BY THE MODEL (expected posts, share of the platform; {labelled.Intervals})");
            text.Append(TaxonomyText.Tree(labelled));
        }

        Line(text, $"\nNotes");
        foreach (var note in report.Notes)
            Line(text, $"- {note}");
        return text.ToString();
    }

    private static void Popularity(StringBuilder text, StudyReport report)
    {
        var published = report.Popularity.Any(year => year.Questions is not null);
        Line(text, $"{"set",-12}{"year",6}{"questions",11}{"users",8}{(published ? "  published" : "")}");
        foreach (var year in report.Popularity)
            Line(text, $"{year.Count.Set,-12}{year.Count.Year,6}{year.Count.Questions,11}{year.Count.Users,8}{(year.Questions is null ? "" : year.Same ? "  the same" : $"  {year.Questions} questions, {year.Users} users")}");
    }

    private static void Difficulty(StringBuilder text, StudyReport report)
    {
        Line(text, $"{"set",-12}{"questions",10}{"without",9}{"share",8}  {"95 %",-14}{"timed",6}{"median",9}  {"95 %",-16}{"Q1",7}{"Q3",9}{"days dropped",14}");
        foreach (var set in report.Difficulty.Sets)
        {
            var (minutes, dropped) = (set.Minutes, set.MinutesDaysDropped);
            var share = $"{Number(100 * set.Share.Low, "F1")} to {Number(100 * set.Share.High, "F1")}";
            var median = $"{Number(minutes.Median.Low, "F0")} to {Number(minutes.Median.High, "F0")}";
            Line(text, $"{set.Set,-12}{set.Questions,10}{set.WithoutAccepted,9}{Number(100 * set.Share.Value, "F1"),6} %  {share,-14}{minutes.N,6}{Number(minutes.Median.Value, "F0"),9}  {median,-16}{Number(minutes.Q1, "F0"),7}{Number(minutes.Q3, "F0"),9}{Number(dropped.Median.Value, "F0"),14}");
        }

        if (report.Others is { } other)
            Line(text, $"{"(other)",-12}{other.Questions,10}{other.WithoutAccepted,9}{100 * other.Share.Value,6:F1} %  {$"{Number(100 * other.Share.Low, "F1")} to {Number(100 * other.Share.High, "F1")}",-14}{other.MinutesDaysDropped.N,6}{"-",9}  {"-",-16}{"-",7}{"-",9}{other.MinutesDaysDropped.Median.Value,14:F0}");
        foreach (var test in report.Difficulty.Shares.Concat(report.Others is { } compared ? [compared.Shares] : []))
            Line(text, $"share, {test.First} - {test.Second}: {100 * test.Difference.Value:F1} points [{100 * test.Difference.Low:F1}, {100 * test.Difference.High:F1}], chi-square {test.ChiSquare:F2}, p {P(test.PValue)}");
        foreach (var test in report.Difficulty.Times)
            Line(text, $"minutes, {test.First} and {test.Second}: U {test.U:F0}, p {P(test.PValue)}, longer with chance {test.Superiority:F2}");
        if (report.Others is { TimesDaysDropped: var times })
            Line(text, $"minutes with whole days dropped, {times.First} and {times.Second}: U {times.U:F0}, p {P(times.PValue)}, longer with chance {times.Superiority:F2}");
    }

    internal static string P(double value) => double.IsNaN(value) ? "-" : value < 0.001 ? "< 0.001" : string.Create(CultureInfo.InvariantCulture, $"{value:F3}");

    private static string Number(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
