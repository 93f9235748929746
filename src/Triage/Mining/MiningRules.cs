namespace Triage.Mining;

/// <summary>The rules by which candidate questions are found, as a YAML file has them (see <c>data/mining-rules.yaml</c>).</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Version">Any text.</param>
/// <param name="Rules">In the order of the file.</param>
public sealed record MiningRules(string Name, string Version, IReadOnlyList<MiningRule> Rules)
{
    private static readonly Lazy<MiningRules> LazyStudy = new(() => MiningRulesYaml.Parse(ShippedText.Read("mining-rules.yaml"), "the shipped mining rules"));

    /// <summary>The rules of Chen et al. (ESEC/FSE 2020, section 3), which come with the program.</summary>
    public static MiningRules Study => LazyStudy.Value;

    /// <summary>The sets, in order of appearance.</summary>
    public IReadOnlyList<string> Sets { get; } = [.. Rules.Select(rule => rule.Set).Distinct()];
}
