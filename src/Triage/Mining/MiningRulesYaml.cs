using Triage.Codebooks;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Triage.Mining;

/// <summary>Reads mining rules. Unknown fields are errors, so that a misspelt condition is not lost in silence.</summary>
public static class MiningRulesYaml
{
    /// <exception cref="InputException">Names file, line and field.</exception>
    public static MiningRules Read(string path) => Parse(StrictText.Read(path), path);

    /// <param name="text">The YAML.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">Names source, line and field.</exception>
    public static MiningRules Parse(string text, string? source = null)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents.Count == 1 ? new Reader(source).Read(yaml.Documents[0].RootNode) : throw new InputException("the rules must be one YAML document with name, version and sets", source);
        }
        catch (YamlException problem)
        {
            throw new InputException($"not readable as YAML: {problem.InnerException?.Message ?? problem.Message}", source, problem.Start.Line, inner: problem);
        }
    }

    private sealed class Reader(string? source)
    {
        private readonly Dictionary<string, IReadOnlyList<string>> lists = new(StringComparer.Ordinal);

        public MiningRules Read(YamlNode root)
        {
            var top = Fields(root, "name", "version", "tag_lists", "sets");
            foreach (var (name, tags) in top.TryGetValue("tag_lists", out var named) ? Fields(named) : [])
                lists.Add(name, Texts(tags, name));
            var rules = new List<MiningRule>();
            foreach (var set in Items(Needed(top, root, "sets"), "sets"))
            {
                var fields = Fields(set, "id", "rules");
                var id = Text(Needed(fields, set, "id"), "id");
                foreach (var rule in Items(Needed(fields, set, "rules"), "rules"))
                    rules.Add(ReadRule(rule, id, rules));
            }

            return rules.Count > 0 ? new MiningRules(Text(Needed(top, root, "name"), "name"), top.TryGetValue("version", out var version) ? Text(version, "version") : "", rules)
                : throw Problem("there is no rule", root, "sets");
        }

        private MiningRule ReadRule(YamlNode node, string set, List<MiningRule> before)
        {
            var fields = Fields(node, "id", "tags_any", "words_any", "words_all", "whole_words");
            var name = Text(Needed(fields, node, "id"), "id");
            if (before.Any(rule => rule.Set == set && rule.Name == name))
                throw Problem($"the rule '{set}/{name}' stands a second time", node, "id");
            var rule = new MiningRule(set, name, [.. Tags(fields).Select(tag => tag.ToLowerInvariant())], Words(fields, "words_any"), Words(fields, "words_all"),
                fields.TryGetValue("whole_words", out var whole) && (Text(whole, "whole_words") switch
                {
                    "true" => true,
                    "false" => false,
                    var other => throw Problem($"must be true or false, not '{other}'", whole, "whole_words"),
                }));
            return rule.TagsAny.Count + rule.WordsAny.Count + rule.WordsAll.Count > 0 ? rule : throw Problem($"the rule '{rule.Id}' has no condition; it would find every post", node, "id");
        }

        private IReadOnlyList<string> Tags(Dictionary<string, YamlNode> fields)
        {
            if (!fields.TryGetValue("tags_any", out var node))
                return [];
            if (node is not YamlScalarNode { Value: { } name })
                return Texts(node, "tags_any");
            return lists.GetValueOrDefault(name) ?? throw Problem($"'{name}' is none of the tag_lists ({string.Join(", ", lists.Keys)}); write a list [a, b] or one of these names", node, "tags_any");
        }

        private IReadOnlyList<string> Words(Dictionary<string, YamlNode> fields, string field) => fields.TryGetValue(field, out var node) ? Texts(node, field) : [];

        private Dictionary<string, YamlNode> Fields(YamlNode node, params string[] known)
        {
            if (node is not YamlMappingNode mapping)
                throw Problem("fields 'name: value' are expected here", node, null);
            var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
            foreach (var (key, value) in mapping.Children)
            {
                var name = Text(key, "");
                if (known.Length > 0 && !known.Contains(name))
                    throw Problem($"there is no such field here; known are {string.Join(", ", known)}", key, name);
                fields.Add(name, value);
            }

            return fields;
        }

        private YamlNode Needed(Dictionary<string, YamlNode> fields, YamlNode at, string field) => fields.GetValueOrDefault(field) ?? throw Problem("the field is missing", at, field);

        private IList<YamlNode> Items(YamlNode node, string field) => node is YamlSequenceNode list ? list.Children : throw Problem("must be a list", node, field);

        private IReadOnlyList<string> Texts(YamlNode node, string field) => [.. Items(node, field).Select(item => Text(item, field))];

        private string Text(YamlNode node, string field) => node is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw Problem("must be a text that is not empty", node, field);

        private InputException Problem(string problem, YamlNode at, string? field) => new(problem, source, at.Start.Line, field);
    }
}
