using System.Globalization;
using Triage.Codes;
using Triage.Training;

namespace Triage.Cli.Terminal;

/// <summary>Says what was read.</summary>
internal static class CorpusText
{
    private const int MostListed = 5;

    public static void Print(Corpus corpus)
    {
        var coders = corpus.Posts.SelectMany(p => p.Codes).CountBy(c => c.Coder).OrderBy(c => c.Key, StringComparer.Ordinal);
        Console.WriteLine($"codebook   {corpus.Codebook.Name}: {N(corpus.Codebook.Count)} codes");
        Console.WriteLine($"posts      {N(corpus.Posts.Count)} coded, {N(corpus.Uncoded)} without a code, {N(corpus.Terms.Count)} different terms");
        Console.WriteLine($"codes      {string.Join(", ", coders.Select(c => $"{c.Key} {N(c.Value)}"))}");
        Unmatched(corpus.Unmatched);
    }

    /// <summary>Code rows whose post is not there: counted, the first few listed.</summary>
    public static void Unmatched(IReadOnlyList<CodedPost> rows)
    {
        if (rows.Count == 0)
            return;
        var listed = string.Join(", ", rows.Take(MostListed).Select(r => $"post {r.PostId} ({Path.GetFileName(r.Source)}:{r.Line.ToString(CultureInfo.InvariantCulture)})"));
        Console.WriteLine($"unmatched  {N(rows.Count)} code rows name posts that are not in the post files: {listed}{(rows.Count > MostListed ? ", ..." : "")}");
    }

    public static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
