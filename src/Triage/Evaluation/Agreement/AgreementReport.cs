namespace Triage.Evaluation.Agreement;

/// <summary>One agreement figure.</summary>
/// <param name="Name">percent, kappa, kappa.hierarchical, fleiss, alpha or ac1.</param>
/// <param name="Level">code, inner or platform; kappa.hierarchical spans them all.</param>
/// <param name="Figure">The value with its 95 % interval.</param>
/// <param name="N">Items that it rests on.</param>
/// <param name="Interval">How the interval was made.</param>
public sealed record AgreementFigure(string Name, string Level, Figure Figure, int N, string Interval);

/// <summary>Two coders side by side on the posts that both coded; <c>Confusion</c> lists pairs of different codes, the most frequent first.</summary>
public sealed record PairAgreement(string First, string Second, int N, IReadOnlyList<AgreementFigure> Figures, IReadOnlyList<ConfusedCodes> Confusion, IReadOnlyList<Note> Notes);

/// <summary>How often the first coder gave one code where the second gave another.</summary>
public sealed record ConfusedCodes(string First, string Second, int Count);

/// <summary>Agreement on one code or platform.</summary>
/// <param name="Label">The code or platform.</param>
/// <param name="Positive">Positive agreement (0..1), bootstrap interval.</param>
/// <param name="Items">Items to which at least one coder gave it.</param>
/// <param name="Few">True when these are fewer than 5.</param>
public sealed record LabelAgreement(string Label, Figure Positive, int Items, bool Few);

/// <summary>Agreement on codes within the posts that all their coders put under one platform.</summary>
public sealed record PlatformAgreement(LabelAgreement Platform, IReadOnlyList<AgreementFigure> Within);

/// <summary>A post on which coders differ.</summary>
/// <param name="PostId">The post.</param>
/// <param name="Codes">The code of each coder, null where he gave none; in the order of <see cref="AgreementReport.Coders"/>.</param>
/// <param name="Level">The highest level at which they part: platform, inner or code.</param>
public sealed record Disagreement(string PostId, IReadOnlyList<string?> Codes, string Level);

/// <summary>One coder, or the model, against what most of the (other) coders say.</summary>
/// <param name="Coder">Who is compared.</param>
/// <param name="N">Posts with a consensus of more than half of the (other) coders.</param>
/// <param name="WithoutConsensus">Posts left out because there is none.</param>
/// <param name="Figures">Per cent and kappa at each level.</param>
public sealed record ConsensusAgreement(string Coder, int N, int WithoutConsensus, IReadOnlyList<AgreementFigure> Figures);

/// <summary>All there is to say of how coders agree; made by <see cref="AgreementAnalysis"/>.</summary>
public sealed record AgreementReport
{
    public required IReadOnlyList<string> Coders { get; init; }

    /// <summary>Posts with at least two codes.</summary>
    public required int Posts { get; init; }

    public required IReadOnlyList<AgreementFigure> Overall { get; init; }

    public required IReadOnlyList<PairAgreement> Pairs { get; init; }

    public required IReadOnlyList<LabelAgreement> PerCode { get; init; }

    public required IReadOnlyList<PlatformAgreement> PerPlatform { get; init; }

    public required IReadOnlyList<Disagreement> Disagreements { get; init; }

    public required IReadOnlyList<ConsensusAgreement> AgainstConsensus { get; init; }

    public required IReadOnlyList<Note> Notes { get; init; }
}
