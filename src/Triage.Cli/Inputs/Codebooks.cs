using Triage.Codebooks;

namespace Triage.Cli.Inputs;

/// <summary>The codebook a verb works with.</summary>
internal static class Codebooks
{
    /// <summary>A codebook file (YAML, or REFI-QDA .qdc by its name), or the one that comes with the program.</summary>
    public static Codebook Load(string? path) => path switch
    {
        null => ShippedCodebook.Load(),
        _ when path.EndsWith(".qdc", StringComparison.OrdinalIgnoreCase) => QdcFile.Read(path),
        _ => CodebookYaml.Read(path),
    };
}
