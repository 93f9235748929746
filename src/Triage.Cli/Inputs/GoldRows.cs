using Triage.Cli.Terminal;
using Triage.Codes;
using Triage.Predictions;

namespace Triage.Cli.Inputs;

/// <summary>Chooses whose codes predictions are measured against.</summary>
internal static class GoldRows
{
    /// <summary>The rows of one coder, and his name: the one asked for, or the one with the most rows.</summary>
    /// <param name="rows">Rows of all coders.</param>
    /// <param name="asked">Name on the command line.</param>
    /// <exception cref="InputException">There are no rows, or none of the coder asked for.</exception>
    public static (string Coder, IReadOnlyList<EvaluatedPost> Rows) Choose(IEnumerable<EvaluatedPost> rows, string? asked)
    {
        var coders = rows.Where(r => r.Gold.Code != Verdict.Pending).GroupBy(r => r.Gold.Coder)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (coders.Count == 0)
            throw new InputException("there is nothing to evaluate: no post that figures are reported on has a code; check --posts, --codes, --report-on and --leave-out");
        var known = string.Join(", ", coders.Select(c => $"{c.Key} {CorpusText.N(c.Select(r => r.Gold.PostId).Distinct().Count())}"));
        var gold = asked is null
            ? coders[0]
            : coders.FirstOrDefault(c => c.Key == asked) ?? throw new InputException($"no coder '{asked}' coded these posts; coders and their posts: {known}", field: "--coder");
        Console.WriteLine($"gold       {gold.Key}{(asked is null && coders.Count > 1 ? " (has the most rows; choose with --coder)" : "")}; posts by coder: {known}");
        return (gold.Key, [.. gold]);
    }
}
