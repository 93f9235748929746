using Triage.Codebooks;
using Triage.Explanations;

namespace Triage.Predictions;

/// <summary>How labelled posts are written.</summary>
public enum LabelFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>A table with a header.</summary>
    Csv,
}

/// <summary>Writes labelled posts, one row each; the same rows give the same bytes. Probabilities have four decimals.</summary>
public abstract class LabelWriter : IDisposable
{
    private protected LabelWriter(Codebook codebook, int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        Codebook = codebook;
        Top = Math.Min(top, codebook.Count);
    }

    private protected Codebook Codebook { get; }

    /// <summary>How many codes a row has.</summary>
    private protected int Top { get; }

    /// <param name="format">The format.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="codebook">The model's codebook.</param>
    /// <param name="top">How many codes a row has, at least 1; no more than there are.</param>
    /// <param name="explainer">Adds why to each row, in JSON; null leaves that out.</param>
    public static LabelWriter Create(LabelFormat format, Stream stream, Codebook codebook, int top, Explainer? explainer = null) =>
        format == LabelFormat.Csv ? new CsvLabelWriter(stream, codebook, top) : new JsonLabelWriter(stream, codebook, top, explainer);

    public abstract void Write(LabelRow row);

    /// <summary>Passes on what was written so far.</summary>
    public abstract void Flush();

    public abstract void Dispose();

    /// <summary>The word of the contract for a decision.</summary>
    public static string Word(Decision decision) => decision switch
    {
        Decision.Accept => "accept",
        Decision.Suggest => "suggest",
        _ => "abstain",
    };
}
