namespace Triage.Codebooks;

/// <summary>One codable node of a codebook.</summary>
public sealed record Code
{
    /// <summary>Path in the tree, levels joined by '/', e.g. <c>server/request/procedure</c>; a flat codebook has no '/'.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Definition { get; init; } = "";

    /// <summary>Where coders hesitate between this code and others.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Other spellings under which published files name this code.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>What usually helps, two to four lines.</summary>
    public IReadOnlyList<string> Help { get; init; } = [];

    /// <summary>True when this code must never be accepted without a person, whatever its score.</summary>
    public bool NeverAccept { get; init; }
}
