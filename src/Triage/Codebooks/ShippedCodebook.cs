namespace Triage.Codebooks;

/// <summary>The codebook that comes with the program: <c>data/codebook.yaml</c>, the 81 challenges of deploying deep-learning software.</summary>
public static class ShippedCodebook
{
    private static readonly Lazy<Codebook> Lazy = new(() => CodebookYaml.Parse(ShippedText.Read("codebook.yaml"), "the shipped codebook"));

    public static Codebook Load() => Lazy.Value;
}
