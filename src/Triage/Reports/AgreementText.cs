using System.Globalization;
using System.Text;
using Triage.Evaluation;
using Triage.Evaluation.Agreement;

namespace Triage.Reports;

/// <summary>A report of agreement as plain text.</summary>
public static class AgreementText
{
    /// <param name="report">The report.</param>
    /// <param name="most">How many rows of codes, confusions and disagreements to show at most; the rest is counted.</param>
    public static string Write(AgreementReport report, int most = 20)
    {
        var text = new StringBuilder();
        Line(text, $"{report.Posts} posts coded by at least two of {report.Coders.Count} coders: {string.Join(", ", report.Coders)}");
        Line(text, $"\nOverall (95 % intervals)");
        Figures(text, report.Overall);
        Notes(text, report.Notes);
        foreach (var pair in report.Pairs)
        {
            Line(text, $"\n{pair.First} and {pair.Second}, {pair.N} posts");
            Figures(text, pair.Figures);
            if (report.Pairs.Count > 1)
                Notes(text, pair.Notes);
            foreach (var confused in pair.Confusion.Take(most))
                Line(text, $"  {confused.Count,5} x  {confused.First}  |  {confused.Second}");
            Rest(text, pair.Confusion.Count, most, "pairs of codes");
        }

        Line(text, $"\nBy platform: positive agreement, then agreement on codes within");
        foreach (var platform in report.PerPlatform)
            Line(text, $"  {platform.Platform.Label,-12} {Text(platform.Platform.Positive)} ({platform.Platform.Items} posts){string.Concat(platform.Within.Where(figure => figure.Name is "kappa" or "alpha").Select(figure => $"; {Name(figure.Name)} {Text(figure.Figure)} (n = {figure.N})"))}");
        Line(text, $"\nBy code: positive agreement, least first");
        foreach (var code in report.PerCode.OrderBy(code => double.IsNaN(code.Positive.Value) ? 2 : code.Positive.Value).Take(most))
            Line(text, $"  {Text(code.Positive)}  {code.Items,4} posts{(code.Few ? " (few)" : "      ")}  {code.Label}");
        Rest(text, report.PerCode.Count, most, "codes");
        Line(text, $"\nAgainst the consensus (of more than half of the others)");
        foreach (var coder in report.AgainstConsensus)
            Line(text, $"  {coder.Coder,-12} {string.Join("; ", coder.Figures.Where(figure => figure.Level == "code").Select(figure => $"{Name(figure.Name)} {Text(figure.Figure)}"))} (n = {coder.N}{(coder.WithoutConsensus > 0 ? FormattableString.Invariant($", {coder.WithoutConsensus} without consensus left out") : "")})");
        Line(text, $"\nDisagreements: {report.Disagreements.Count} posts");
        foreach (var post in report.Disagreements.Take(most))
            Line(text, $"  {post.PostId,-12} {post.Level,-9} {string.Join("  |  ", post.Codes.Select(code => code ?? "-"))}");
        Rest(text, report.Disagreements.Count, most, "posts");
        return text.ToString();
    }

    /// <summary>What a figure is called.</summary>
    internal static string Name(string figure) => figure switch
    {
        "percent" => "per cent agreement",
        "kappa" => "Cohen's kappa",
        "kappa.hierarchical" => "kappa, hierarchical",
        "fleiss" => "Fleiss' kappa",
        "alpha" => "Krippendorff's alpha",
        "ac1" => "Gwet's AC1",
        _ => figure,
    };

    private static void Figures(StringBuilder text, IReadOnlyList<AgreementFigure> figures)
    {
        foreach (var figure in figures)
            Line(text, $"  {Name(figure.Name),-22}{figure.Level,-10}{Text(figure.Figure),-24}n = {figure.N,-6}{figure.Interval}");
    }

    private static void Notes(StringBuilder text, IReadOnlyList<Note> notes)
    {
        foreach (var note in notes)
            Line(text, $"  note: {note.Text}");
    }

    private static void Rest(StringBuilder text, int count, int most, string what)
    {
        if (count > most)
            Line(text, $"  ... and {count - most} more {what} (all in --format json and in the page of --output)");
    }

    private static string Text(Figure figure) => double.IsNaN(figure.Value) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{figure.Value:F3} [{figure.Low:F3}, {figure.High:F3}]");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
