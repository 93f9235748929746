using System.Globalization;
using System.Text.Json.Serialization;

namespace Triage.Evaluation.Agreement;

/// <summary>What kind of caution a note asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoteKind>))]
public enum NoteKind
{
    /// <summary>How many items a figure rests on, and which were left out.</summary>
    Basis,

    /// <summary>One label makes up 85 % of all ratings or more: kappa is low even where coders agree; look at AC1 too.</summary>
    Skew,

    /// <summary>Fewer than 30 items.</summary>
    FewItems,

    /// <summary>Labels given to fewer than 5 items.</summary>
    SparseLabels,

    /// <summary>The coders' shares of a label are 0.2 apart or more.</summary>
    MarginalsApart,
}

/// <summary>A caution that stands beside a figure.</summary>
public sealed record Note(NoteKind Kind, string Text);

/// <summary>The cautions of INCEpTION's agreement pages, with its limits: skew 85 %, 30 items, 5 items a label, marginals 0.2 apart.</summary>
public static class AgreementNotes
{
    /// <summary>Notes on the ratings of two or more coders.</summary>
    /// <param name="ratings">Items with at least two ratings.</param>
    /// <param name="coders">Names of the coders, in the order of the ratings.</param>
    /// <param name="all">How many items there were before those with fewer than two ratings were left out.</param>
    public static IReadOnlyList<Note> On(Ratings ratings, IReadOnlyList<string> coders, int all)
    {
        var notes = new List<Note> { new(NoteKind.Basis, Text($"n = {ratings.Count} items rated by at least two of {coders.Count} coders; {all - ratings.Count} rated by fewer are left out")) };
        if (ratings.Count == 0)
            return notes;
        var shares = Enumerable.Range(0, coders.Count).Select(coder => Shares(ratings, coder)).ToList();
        var itemsOf = Enumerable.Range(0, ratings.Labels.Count).Select(label => ratings.Items.Count(item => item.Contains(label))).ToList();
        var given = Enumerable.Range(0, ratings.Labels.Count).Select(label => ratings.Items.Sum(item => item.Count(rating => rating == label))).ToList();
        var most = given.IndexOf(given.Max());
        var share = given[most] / (double)given.Sum();
        if (share >= 0.85)
            notes.Add(new(NoteKind.Skew, Text($"'{ratings.Labels[most]}' makes up {share:P0} of the ratings: kappa is low even where coders agree; compare AC1")));
        if (ratings.Count < 30)
            notes.Add(new(NoteKind.FewItems, Text($"only {ratings.Count} items; fewer than 30 make any figure uncertain")));
        var sparse = itemsOf.Count(count => count is > 0 and < 5);
        if (sparse > 0)
            notes.Add(new(NoteKind.SparseLabels, Text($"{sparse} of {itemsOf.Count(count => count > 0)} labels were given to fewer than 5 items; their own figures mean little")));
        for (var a = 0; a < coders.Count; a++)
        {
            for (var b = a + 1; b < coders.Count; b++)
            {
                var (label, gap) = Enumerable.Range(0, ratings.Labels.Count).Select(k => (k, Math.Abs(shares[a][k] - shares[b][k]))).MaxBy(entry => entry.Item2);
                // The limit itself counts, also where subtraction leaves a share of a billionth below it.
                if (gap >= 0.2 - 1e-9)
                    notes.Add(new(NoteKind.MarginalsApart, Text($"'{ratings.Labels[label]}': {coders[a]} gives it to {shares[a][label]:P0}, {coders[b]} to {shares[b][label]:P0} of the items; they may read the definition differently")));
            }
        }

        return notes;
    }

    private static double[] Shares(Ratings ratings, int coder)
    {
        var rated = ratings.Items.Where(item => item[coder] >= 0).ToList();
        return [.. Enumerable.Range(0, ratings.Labels.Count).Select(label => rated.Count == 0 ? 0 : rated.Count(item => item[coder] == label) / (double)rated.Count)];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
