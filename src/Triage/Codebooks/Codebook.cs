namespace Triage.Codebooks;

/// <summary>
/// An ordered list of codes and the tree that their '/'-paths make. Any depth will do: one level (a flat list),
/// platform/category/leaf as in the study, or deeper and ragged. Immutable; safe to share between threads.
/// </summary>
public sealed class Codebook
{
    private readonly Dictionary<string, int> indexById;
    private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private readonly List<Node> topLevel = [];
    private readonly List<Node> inner = [];
    private readonly int[] topOf;
    private readonly int[] innerOf;
    private readonly SpellingIndex spellings;

    /// <summary>Builds the tree.</summary>
    /// <param name="name">What the codebook is called.</param>
    /// <param name="version">Its version, any text.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="codes">All codable nodes; their order is the order of scores everywhere.</param>
    /// <param name="categories">Names and definitions of nodes that are not codable; those left out are named by their path.</param>
    /// <exception cref="InputException">An id is empty, malformed or given twice, or there is no code at all.</exception>
    public Codebook(string name, string version, string description, IEnumerable<Code> codes, IEnumerable<Category>? categories = null)
        : this(name, version, description, [.. codes], [.. categories ?? []], (list, index, field, problem) => new InputException(problem, field: $"{list}[{index}].{field}"))
    {
    }

    internal Codebook(string name, string version, string description, IReadOnlyList<Code> codes, IReadOnlyList<Category> categories, CodebookRules.Complaint complain)
    {
        CodebookRules.Check(codes, categories, complain);
        Name = name;
        Version = version;
        Description = description;
        Codes = codes;
        Categories = categories;
        indexById = codes.Select((code, index) => (code.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        var described = categories.ToDictionary(category => category.Id, StringComparer.Ordinal);
        for (var i = 0; i < codes.Count; i++)
        {
            var node = NodeAt(codes[i].Id, described);
            node.CodeIndex = i;
            node.Hold(i);
        }

        topOf = new int[codes.Count];
        innerOf = new int[codes.Count];
        var innerIndex = new Dictionary<Node, int>();
        for (var i = 0; i < codes.Count; i++)
        {
            var node = nodes[codes[i].Id];
            var top = node;
            while (top.Parent is not null)
                top = top.Parent;
            topOf[i] = topLevel.IndexOf(top);
            var category = InnerNode(node);
            if (innerIndex.TryAdd(category, inner.Count))
                inner.Add(category);
            innerOf[i] = innerIndex[category];
        }

        spellings = new SpellingIndex(codes);
    }

    public string Name { get; }

    public string Version { get; }

    public string Description { get; }

    /// <summary>All codable nodes, in the order in which models score them.</summary>
    public IReadOnlyList<Code> Codes { get; }

    /// <summary>The described nodes that are not codable.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>The first level of the tree (the study's platforms; of a flat codebook, its codes), in order of appearance.</summary>
    public IReadOnlyList<Node> TopLevel => topLevel;

    /// <summary>
    /// The inner categories, in order of appearance: the parent of each leaf. A code that has codes below it, stands at the top level,
    /// or has siblings that are categories themselves (the study's <c>server/model-update</c> beside <c>server/serving</c>) is its own category.
    /// </summary>
    public IReadOnlyList<Node> Inner => inner;

    public int Count => Codes.Count;

    public Code this[int index] => Codes[index];

    /// <summary>Index of a code by its exact id; -1 when the codebook has no such code.</summary>
    public int IndexOf(string id) => indexById.GetValueOrDefault(id, -1);

    /// <summary>Index within <see cref="TopLevel"/> of the node that a code stands under.</summary>
    public int TopOf(int codeIndex) => topOf[codeIndex];

    /// <summary>Index within <see cref="Inner"/> of a code's inner category.</summary>
    public int InnerOf(int codeIndex) => innerOf[codeIndex];

    /// <summary>The node at a path, codable or not; null when there is none.</summary>
    public Node? Find(string path) => nodes.GetValueOrDefault(path);

    /// <summary>
    /// The code meant by a spelling: its id, or else an id or synonym that differs only in case, spacing and punctuation.
    /// Null when no code or more than one is meant (the study writes "model update" under each platform).
    /// </summary>
    /// <param name="spelling">What was written.</param>
    /// <param name="under">Look only at this node and below, e.g. the platform that a sheet is about.</param>
    public Code? Resolve(string spelling, string? under = null)
    {
        if (indexById.TryGetValue(spelling, out var exact) && SpellingIndex.IsUnder(Codes[exact].Id, under))
            return Codes[exact];
        return spellings.Resolve(spelling, under) is { } index ? Codes[index] : null;
    }

    /// <summary>The ids whose spelling is nearest (Levenshtein distance over whole paths and their ends), for "did you mean".</summary>
    public IReadOnlyList<string> Nearest(string spelling, int count = 3, string? under = null)
        => [.. spellings.Nearest(spelling, count, under).Select(index => Codes[index].Id)];

    private static Node InnerNode(Node node)
    {
        if (node.Parent is null || node.Children.Count > 0 || node.Parent.Children.Any(sibling => sibling.Children.Count > 0))
            return node;
        return node.Parent;
    }

    private Node NodeAt(string path, Dictionary<string, Category> described)
    {
        if (nodes.TryGetValue(path, out var known))
            return known;
        var slash = path.LastIndexOf('/');
        var parent = slash < 0 ? null : NodeAt(path[..slash], described);
        var code = indexById.TryGetValue(path, out var index) ? Codes[index] : null;
        var category = described.GetValueOrDefault(path);
        var node = new Node(path, parent, code?.Name ?? category?.Name ?? path[(slash + 1)..], code?.Definition ?? category?.Definition ?? "");
        nodes.Add(path, node);
        if (parent is null)
            topLevel.Add(node);
        return node;
    }
}
