namespace Triage.Codes;

/// <summary>What one coder said of one post: a row of a code file.</summary>
/// <param name="PostId">The post's id.</param>
/// <param name="Code">A codebook id or one of <see cref="Verdict"/>.</param>
/// <param name="SecondCode">The runner-up, if the coder gave one.</param>
/// <param name="Confidence">3 sure, 2 fairly sure, 1 guess; null when not recorded.</param>
/// <param name="Coder">Who coded; kept to the end as the provenance of the label.</param>
public sealed record CodedPost(string PostId, string Code, string? SecondCode, int? Confidence, string Coder)
{
    /// <summary>Columns beyond the contract's, kept as they came.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    public string? Source { get; init; }

    public long Line { get; init; }
}

/// <summary>Words that stand where a code could, and are no code of any codebook.</summary>
public static class Verdict
{
    public const string NotDeployment = "not-deployment";
    public const string Unclear = "unclear";
    public const string Pending = "pending";

    public static bool Is(string code) => code is NotDeployment or Unclear or Pending;
}
