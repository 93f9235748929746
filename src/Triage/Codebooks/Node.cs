namespace Triage.Codebooks;

/// <summary>A described node of the tree that cannot be coded itself: a platform, an inner category.</summary>
/// <param name="Id">Its path, e.g. <c>server/request</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Definition">What belongs under it.</param>
public sealed record Category(string Id, string Name, string Definition = "");

/// <summary>A node of a codebook's tree; made by <see cref="Codebook"/> from the '/'-paths of its codes.</summary>
public sealed class Node
{
    private readonly List<Node> children = [];
    private readonly List<int> codes = [];

    internal Node(string id, Node? parent, string name, string definition)
    {
        Id = id;
        Parent = parent;
        Name = name;
        Definition = definition;
        parent?.children.Add(this);
    }

    /// <summary>The path from the top, e.g. <c>server/request</c>.</summary>
    public string Id { get; }

    public string Name { get; }

    public string Definition { get; }

    /// <summary>Null at the top level.</summary>
    public Node? Parent { get; }

    /// <summary>In the order of the codebook.</summary>
    public IReadOnlyList<Node> Children => children;

    /// <summary>1 at the top level.</summary>
    public int Depth => Parent is null ? 1 : Parent.Depth + 1;

    /// <summary>Index of the code that this node is; null when it cannot be coded.</summary>
    public int? CodeIndex { get; internal set; }

    /// <summary>Indices of all codes at or below this node, ascending.</summary>
    public IReadOnlyList<int> Codes => codes;

    public override string ToString() => Id;

    internal void Hold(int code)
    {
        for (var at = this; at is not null; at = at.Parent)
            at.codes.Add(code);
    }
}
