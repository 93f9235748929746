namespace Triage.Onnx;

/// <summary>
/// Everything a trained classifier is, independent of how it was trained: what <c>OnnxModelWriter</c> writes,
/// and what <c>TriageModel</c> reads back.
/// The arithmetic, for one post with features <c>ids</c> and <c>counts</c>:
/// <code>
/// w = log(1 + counts) * Idf[ids];  w = w / max(‖w‖₂, 1e-12)
/// h = Σ_k w_k · Embedding[ids_k] + HiddenBias;  h = max(h, 0) if Relu
/// h is split in Members equal slices; per slice m and head: p_m = softmax(h_m · Head.Weights[m] + Head.Bias[m]) (sigmoid for relevance)
/// p = mean over m of p_m;  then calibrated: softmax(log(p) / Temperature) (relevance: sigmoid(logit(p) / Temperature))
/// </code>
/// </summary>
public sealed record TrainedModel
{
    /// <summary>Term of each feature id; id 0 is padding (an empty string), so <c>Terms.Count</c> is features + 1.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>Weight of each feature id (inverse document frequency times the weight of its block); <c>Idf[0]</c> is 0.</summary>
    public required float[] Idf { get; init; }

    /// <summary>Row-major [Terms.Count, Width]; row 0 is zero.</summary>
    public required float[] Embedding { get; init; }

    public required int Width { get; init; }

    public required float[] HiddenBias { get; init; }

    public required bool Relu { get; init; }

    /// <summary>How many networks stand side by side in the width; their probabilities are averaged.</summary>
    public int Members { get; init; } = 1;

    public required Head Relevance { get; init; }

    public required Head Platform { get; init; }

    public required Head Code { get; init; }

    /// <summary>Metadata by key (see <see cref="ModelMetadata"/>), text values; written in ordinal order of the keys.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}

/// <summary>One output of the model.</summary>
/// <param name="Classes">How many classes; 1 for relevance.</param>
/// <param name="Weights">Row-major [Members, Width / Members, Classes].</param>
/// <param name="Bias">Row-major [Members, Classes].</param>
/// <param name="Temperature">Above 0; 1 leaves the averaged probabilities as they are.</param>
public sealed record Head(int Classes, float[] Weights, float[] Bias, float Temperature = 1f);
