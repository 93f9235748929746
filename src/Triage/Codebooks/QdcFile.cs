using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Triage.Codebooks;

/// <summary>
/// Codebooks in the exchange format of qualitative analysis programs (REFI-QDA Codebook 1.0, <c>.qdc</c>; QualCoder, Taguette, MAXQDA, NVivo, ATLAS.ti).
/// The format carries the tree with names and descriptions; ids, hints, synonyms and help go into the description as marked lines
/// and come back from them. It has no place for a codebook's own name, version and description.
/// Source: REFI-QDA standard, Codebook.xsd, urn:QDA-XML:codebook:1.0.
/// </summary>
public static class QdcFile
{
    internal static readonly XNamespace Ns = "urn:QDA-XML:codebook:1.0";

    /// <summary>Name space of the name-based (version 5) guids, so that the same id always has the same guid.</summary>
    private static readonly Guid IdSpace = new("6f0c2a9e-6b0e-5a5d-9d0a-1f6a52c8c0de");

    /// <summary>The codebook as the text of a .qdc file.</summary>
    public static string Write(Codebook codebook)
    {
        var root = new XElement(Ns + "CodeBook", new XAttribute("origin", "triage"),
            new XElement(Ns + "Codes", codebook.TopLevel.Select(node => Write(node, codebook))));
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
            root.Save(writer);
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n";
    }

    /// <summary>
    /// Reads a .qdc file. The levels of ids are those marked in the descriptions (files written here), or else the names in lower case with '-' for spaces.
    /// Codes come in the order of the tree.
    /// </summary>
    /// <exception cref="InputException">Not XML, not a codebook, or two codes of one path; names file and line.</exception>
    public static Codebook Read(string path) => Parse(StrictText.Read(path), path);

    /// <summary>Reads the text of a .qdc file, as <see cref="Read"/> does.</summary>
    /// <param name="text">The XML.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">Names source and line.</exception>
    public static Codebook Parse(string text, string? source = null) => new QdcReader(source).Read(text);

    internal static Guid GuidOf(string id)
    {
        Span<byte> space = stackalloc byte[16];
        IdSpace.TryWriteBytes(space, bigEndian: true, out _);
        var hash = SHA1.HashData([.. space, .. Encoding.UTF8.GetBytes(id)]).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    internal static string Slug(string name) => SpellingIndex.Key(name).Replace(' ', '-');

    private static XElement Write(Node node, Codebook codebook)
    {
        var code = node.CodeIndex is { } index ? codebook[index] : null;
        var description = QdcDescription.Write(node, code);
        return new XElement(Ns + "Code",
            new XAttribute("guid", GuidOf(node.Id)),
            new XAttribute("name", node.Name),
            new XAttribute("isCodable", code is not null ? "true" : "false"),
            description.Length == 0 ? null : new XElement(Ns + "Description", description),
            node.Children.Select(child => Write(child, codebook)));
    }
}
