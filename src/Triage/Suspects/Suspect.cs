using Triage.Codes;

namespace Triage.Suspects;

/// <summary>How suspects are ordered.</summary>
public enum SuspectOrder
{
    /// <summary>By how far the best other class is above the given one (Northcutt's normalised margin).</summary>
    Margin,

    /// <summary>By the probability of the given class alone, the lowest first.</summary>
    SelfConfidence,
}

/// <summary>A coder's row of a post, and how far an out-of-fold model believes it.</summary>
/// <param name="Gold">The row.</param>
/// <param name="File">The file that the post came from.</param>
/// <param name="Alternative">The likeliest other class: a code's id or <c>not-deployment</c>.</param>
/// <param name="GivenScore">Probability of the class given (0..1): relevance and code together, averaged over repeats.</param>
/// <param name="AlternativeScore">Probability of the alternative.</param>
/// <param name="IsConfident">Whether confident learning counts the row off the diagonal: it reaches the threshold of another class, not the given one's.</param>
public sealed record Suspect(CodedPost Gold, string File, string Alternative, double GivenScore, double AlternativeScore, bool IsConfident)
{
    /// <summary>Given less alternative, -1 (surely wrong) to 1 (surely right).</summary>
    public double Margin => GivenScore - AlternativeScore;

    /// <summary>Whether the model's alternative is the coder's own second code: then they hardly disagree.</summary>
    public bool IsSecond => Gold.SecondCode == Alternative;
}

/// <summary>Two classes that posts are confidently mixed up between.</summary>
/// <param name="First">The one with the lower index in the codebook; <c>not-deployment</c> comes last.</param>
/// <param name="Second">The other.</param>
/// <param name="FirstAsSecond">Rows given the first that are confidently of the second.</param>
/// <param name="SecondAsFirst">Rows given the second that are confidently of the first.</param>
/// <param name="Estimated">Rows mixed up either way, scaled to all rows of the two classes.</param>
/// <param name="GivenFirst">Rows given the first.</param>
/// <param name="GivenSecond">Rows given the second.</param>
public sealed record Overlap(string First, string Second, int FirstAsSecond, int SecondAsFirst, double Estimated, int GivenFirst, int GivenSecond)
{
    /// <summary>Estimated share (0..1) of the rows of both classes that is mixed up.</summary>
    public double Share => Estimated / (GivenFirst + GivenSecond);
}
