using System.Text.Json.Serialization;

namespace Triage.Evaluation;

/// <summary>A measured figure with its 95 % interval.</summary>
/// <param name="Value">The figure on the data as they are; NaN when the data do not define it (an AUC without negatives).</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
[JsonConverter(typeof(FigureJson))]
public readonly record struct Figure(double Value, double Low, double High)
{
    /// <summary>A figure that the data do not define.</summary>
    public static Figure Undefined { get; } = new(double.NaN, double.NaN, double.NaN);
}
