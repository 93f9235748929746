using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Triage.Evaluation;

namespace Triage.Reports;

/// <summary>An axis of a plot.</summary>
/// <param name="Label">What it measures, with its unit.</param>
/// <param name="Domain">From and to; null fits the data.</param>
/// <param name="Percent">Whether values are shares to be shown in per cent.</param>
/// <param name="Log">Whether it is logarithmic.</param>
/// <param name="Names">What to write at a value in place of the number.</param>
public sealed record Axis(string Label, double[]? Domain = null, bool Percent = false, bool Log = false, IReadOnlyDictionary<string, string>? Names = null);

/// <summary>A plot as data; <c>report.js</c> draws it.</summary>
public sealed record Chart
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private Chart(string caption, object specification) => (Caption, Specification) = (caption, specification);

    public string Caption { get; }

    internal object Specification { get; }

    /// <summary>Bars of several series beside one another at each x.</summary>
    public static Chart Bars(string caption, Axis x, Axis y, IEnumerable<(string X, string Series, double Y)> data)
        => new(caption, new { Kind = "bars", X = x, Y = y, Data = data.Select(d => new { d.X, d.Series, d.Y }) });

    /// <summary>Lines with their intervals as bands.</summary>
    public static Chart Lines(string caption, Axis x, Axis y, IEnumerable<(string Series, double X, Figure Y, string Title)> data, bool diagonal = false, bool square = false)
        => new(caption, new
        {
            Kind = "lines",
            X = x,
            Y = y,
            Diagonal = diagonal,
            Square = square,
            Data = data.Where(d => double.IsFinite(d.Y.Value)).Select(d => new { d.Series, d.X, Y = d.Y.Value, Low = Finite(d.Y.Low), High = Finite(d.Y.High), d.Title }),
        });

    /// <summary>A point with its interval for each label.</summary>
    public static Chart Intervals(string caption, Axis x, IEnumerable<(string Label, string Series, Figure Value)> data)
        => new(caption, new
        {
            Kind = "intervals",
            X = x,
            Data = data.Where(d => double.IsFinite(d.Value.Value)).Select(d => new
            {
                d.Label,
                d.Series,
                d.Value.Value,
                Low = Finite(d.Value.Low) ?? d.Value.Value,
                High = Finite(d.Value.High) ?? d.Value.Value,
                Title = string.Create(CultureInfo.InvariantCulture, $"{d.Label}{(d.Series.Length > 0 ? ", " + d.Series : "")}: {d.Value.Value:F3} [{d.Value.Low:F3}, {d.Value.High:F3}]"),
            }),
        });

    /// <summary>Box plots from summaries.</summary>
    public static Chart Boxes(string caption, Axis x, IEnumerable<(string Label, Study.BoxSummary Box)> data, double least)
        => new(caption, new
        {
            Kind = "boxes",
            X = x,
            Data = data.Where(d => d.Box.N > 0).Select(d => new
            {
                d.Label,
                Series = d.Label,
                Low = Math.Max(least, d.Box.WhiskerLow),
                Q1 = Math.Max(least, d.Box.Q1),
                Median = Math.Max(least, d.Box.Median.Value),
                Q3 = Math.Max(least, d.Box.Q3),
                High = Math.Max(least, d.Box.WhiskerHigh),
                Title = string.Create(CultureInfo.InvariantCulture, $"{d.Label}: median {d.Box.Median.Value:N0}, quartiles {d.Box.Q1:N0} and {d.Box.Q3:N0}, whiskers {d.Box.WhiskerLow:N0} and {d.Box.WhiskerHigh:N0} (n = {d.Box.N:N0})"),
            }),
        });

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
