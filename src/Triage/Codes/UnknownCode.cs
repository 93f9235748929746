using Triage.Codebooks;

namespace Triage.Codes;

/// <summary>What to say of a code that a codebook does not have.</summary>
internal static class UnknownCode
{
    public static string Message(string spelling, Codebook codebook, string? under = null)
    {
        var shown = spelling.Length > 100 ? spelling[..100] + "…" : spelling;
        var nearest = codebook.Nearest(spelling, 3, under);
        return nearest.Count == 0
            ? $"'{shown}' is no code of the codebook '{codebook.Name}'"
            : $"'{shown}' is no code of the codebook '{codebook.Name}'; did you mean {string.Join(", ", nearest)}?";
    }
}
