using Triage.Evaluation.Agreement;

namespace Triage.Tests.Evaluation.Agreement;

/// <summary>Worked examples of the literature.</summary>
internal static class PublishedTables
{
    /// <summary>Fleiss (1971), table 1: 30 patients, 6 psychiatrists, 5 diagnoses; kappa 0.430.</summary>
    public static readonly double[][] Fleiss1971 = Parse("""
        0 0 0 6 0;0 3 0 0 3;0 1 4 0 1;0 0 0 0 6;0 3 0 3 0;2 0 4 0 0;0 0 4 0 2;2 0 3 1 0;2 0 0 4 0;0 0 0 0 6;
        1 0 0 5 0;1 1 0 4 0;0 3 3 0 0;1 0 0 5 0;0 2 0 3 1;0 0 5 0 1;3 0 0 1 2;5 1 0 0 0;0 2 0 4 0;1 0 2 0 3;
        0 0 0 0 6;0 1 0 5 0;0 2 0 1 3;2 0 0 4 0;1 0 0 4 1;0 5 0 1 0;4 0 0 0 2;0 2 0 4 0;1 0 5 0 0;0 0 0 0 6
        """);

    /// <summary>Krippendorff (2011), part C: 4 observers, 12 units, missing ratings; nominal alpha 0.743.</summary>
    public static readonly int[][] Krippendorff2011 = Units(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0]);

    public static readonly string[] Five = ["1", "2", "3", "4", "5"];

    /// <summary>Two lists of labels with the cells of a table.</summary>
    public static (int[] First, int[] Second) Expand(int[][] cells)
    {
        var pairs = from i in Enumerable.Range(0, cells.Length) from j in Enumerable.Range(0, cells[i].Length) from _ in Enumerable.Range(0, cells[i][j]) select (i, j);
        return ([.. pairs.Select(pair => pair.i)], [.. pairs.Select(pair => pair.j)]);
    }

    public static Ratings OfTwo(int[][] cells)
    {
        var (first, second) = Expand(cells);
        return new Ratings([.. first.Select((label, i) => new[] { label, second[i] })], [.. cells.Select((_, i) => $"label {i}")]);
    }

    private static int[][] Units(params int[][] observers)
        => [.. Enumerable.Range(0, observers[0].Length).Select(unit => observers.Select(observer => observer[unit] - 1).ToArray())];

    private static double[][] Parse(string rows)
        => [.. rows.Split(';').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(double.Parse).ToArray())];
}
