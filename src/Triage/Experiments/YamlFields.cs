using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Triage.Experiments;

/// <summary>Typed access to the fields of a YAML file whose complaints know line and field.</summary>
internal sealed class YamlFields(string? source)
{
    /// <summary>The only document's mapping.</summary>
    public YamlMappingNode Root(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException problem)
        {
            throw new InputException($"not readable as YAML: {problem.Message}", source, problem.Start.Line, inner: problem);
        }

        return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
            ? root
            : throw new InputException("one document of 'field: value' lines is expected", source, 1);
    }

    public IEnumerable<(string Field, YamlNode Value)> Of(string field, YamlNode node) => node is YamlMappingNode mapping
        ? mapping.Children.Select(c => (Text(field, c.Key), c.Value))
        : throw Wrong(field, node, "a list of 'field: value' lines is expected here");

    public IEnumerable<YamlNode> Items(string field, YamlNode node) => node is YamlSequenceNode sequence
        ? sequence
        : throw Wrong(field, node, "a list is expected here: lines that start with '- '");

    public string Text(string field, YamlNode node) => node is YamlScalarNode { Value: { } text }
        ? text
        : throw Wrong(field, node, "a single text is expected here");

    public int Whole(string field, YamlNode node, int least) =>
        int.TryParse(Text(field, node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw Wrong(field, node, $"'{node}' is not a whole number of at least {least.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A number from 0 to <paramref name="most"/>.</summary>
    public double Number(string field, YamlNode node, double most = double.MaxValue) =>
        double.TryParse(Text(field, node), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= most
            ? value
            : throw Wrong(field, node, $"'{node}' is not a number of at least 0{(most < double.MaxValue ? $" and at most {most.ToString(CultureInfo.InvariantCulture)}" : "")}");

    public bool Flag(string field, YamlNode node) => Text(field, node) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Wrong(field, node, $"'{other}' is neither true nor false"),
    };

    public InputException Unknown(string field, YamlNode node, IEnumerable<string> known) =>
        Wrong(field, node, $"there is no field '{field}' here; the fields are {string.Join(", ", known)}");

    public InputException Wrong(string field, YamlNode node, string problem) => new(problem, source, node.Start.Line, field);
}
