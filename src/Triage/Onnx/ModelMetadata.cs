namespace Triage.Onnx;

/// <summary>Keys of the model file's <c>metadata_props</c>.</summary>
public static class ModelMetadata
{
    /// <summary>Format of the whole file; this product reads <see cref="CurrentFormat"/> only.</summary>
    public const string Format = "triage.format";
    public const string CurrentFormat = "1";
    public const string ProductVersion = "triage.product_version";
    public const string TokenizerVersion = "triage.tokenizer_version";

    /// <summary>Terms joined by '\n' in id order, from id 1 on.</summary>
    public const string Vocabulary = "triage.vocabulary";

    /// <summary>The codebook as YAML.</summary>
    public const string Codebook = "triage.codebook";

    /// <summary>Decision thresholds as JSON.</summary>
    public const string Thresholds = "triage.thresholds";

    /// <summary>Hashes and counts of the training data as JSON.</summary>
    public const string Data = "triage.data";

    /// <summary>Measured figures as JSON.</summary>
    public const string Figures = "triage.figures";

    /// <summary>How it was trained (trainer, options, seed) as JSON.</summary>
    public const string Training = "triage.training";

    /// <summary>SHA-256 over the graph and the rest of the metadata, in hexadecimal; written and checked by the product itself.</summary>
    public const string Sha256 = "triage.sha256";

    /// <summary>Keys without which a file is not a whole model.</summary>
    public static IReadOnlyList<string> Required { get; } =
        [Format, ProductVersion, TokenizerVersion, Vocabulary, Codebook, Thresholds, Data, Figures, Sha256];

    /// <summary>Keys that <see cref="OnnxModelWriter"/> derives from the model itself; they are not part of <see cref="TrainedModel.Metadata"/>.</summary>
    public static IReadOnlyList<string> Derived { get; } = [Format, Vocabulary, Sha256];
}
