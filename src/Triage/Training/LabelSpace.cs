namespace Triage.Training;

/// <summary>What a trainer needs to know of a codebook: how many codes there are and how they hang in the tree.</summary>
/// <param name="Codes">Number of codes.</param>
/// <param name="PlatformOf">Top-level node of each code, 0-based.</param>
/// <param name="InnerOf">Inner category of each code, 0-based.</param>
public sealed record LabelSpace(int Codes, int[] PlatformOf, int[] InnerOf)
{
    public int Platforms { get; } = PlatformOf.Length == 0 ? 0 : PlatformOf.Max() + 1;

    public int Inners { get; } = InnerOf.Length == 0 ? 0 : InnerOf.Max() + 1;

    /// <summary>Sums a distribution over codes into one over the nodes of <paramref name="nodeOf"/>.</summary>
    public static float[] Sum(ReadOnlySpan<float> codes, int[] nodeOf, int nodes)
    {
        var sums = new float[nodes];
        for (var c = 0; c < codes.Length; c++)
            sums[nodeOf[c]] += codes[c];
        return sums;
    }
}
