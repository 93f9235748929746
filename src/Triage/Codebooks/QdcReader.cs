using System.Xml;
using System.Xml.Linq;

namespace Triage.Codebooks;

/// <summary>Walks the tree of a .qdc file and turns names into ids.</summary>
internal sealed class QdcReader(string? source)
{
    private readonly List<Code> codes = [];
    private readonly List<Category> categories = [];
    private readonly Dictionary<(string, int), long?> lines = [];

    public Codebook Read(string text)
    {
        XElement root;
        try
        {
            using var xml = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XElement.Load(xml, LoadOptions.SetLineInfo);
        }
        catch (XmlException problem)
        {
            throw new InputException($"not readable as XML: {problem.Message}", source, Math.Max(1, problem.LineNumber), inner: problem);
        }

        if (root.Name.LocalName != "CodeBook")
            throw new InputException($"the root element is '{root.Name.LocalName}'; a REFI-QDA codebook begins with 'CodeBook'", source, Line(root));
        var list = root.Element(root.Name.Namespace + "Codes") ?? throw new InputException("the element 'Codes' is missing", source, Line(root), "Codes");
        foreach (var element in list.Elements(root.Name.Namespace + "Code"))
            Walk(element, "", 1);
        // Programs write groups that nothing stands in; a codebook here has no use for them.
        categories.RemoveAll(category => !codes.Exists(code => code.Id.StartsWith(category.Id + "/", StringComparison.Ordinal)));
        var name = source is null ? "imported codebook" : Path.GetFileNameWithoutExtension(source);
        return new Codebook(name, "1", "", codes, categories, (_, index, field, problem) =>
            new InputException(problem, source, lines.GetValueOrDefault((codes.Count > index ? codes[index].Id : "", index)), field));
    }

    private void Walk(XElement element, string parent, int depth)
    {
        if (depth > CodebookRules.MaximumDepth)
            throw new InputException($"codes stand in more than {CodebookRules.MaximumDepth} levels", source, Line(element));
        var name = element.Attribute("name")?.Value.Trim() ?? "";
        if (name.Length == 0)
            throw new InputException("a code has no name", source, Line(element), "name");
        var read = QdcDescription.Read(name, element.Element(element.Name.Namespace + "Description")?.Value ?? "");
        var level = read.Id.Length > 0 ? read.Id : QdcFile.Slug(name);
        if (level.Length == 0)
            throw new InputException($"the name '{name}' has no letter or digit to make an id of", source, Line(element), "name");
        var id = parent.Length == 0 ? level : $"{parent}/{level}";
        if (element.Attribute("isCodable")?.Value is null or "true" or "1")
        {
            lines[(id, codes.Count)] = Line(element);
            codes.Add(read with { Id = id });
        }
        else
        {
            categories.Add(new Category(id, name, read.Definition));
        }

        foreach (var child in element.Elements(element.Name.Namespace + "Code"))
            Walk(child, id, depth + 1);
    }

    private static long? Line(XObject at) => ((IXmlLineInfo)at).HasLineInfo() ? ((IXmlLineInfo)at).LineNumber : null;
}
