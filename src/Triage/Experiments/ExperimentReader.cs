using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Triage.Training.Network;
using YamlDotNet.RepresentationModel;

namespace Triage.Experiments;

/// <summary>Reads <see cref="ExperimentFile"/>'s shape: each experiment is the base with its own fields laid over it.</summary>
internal sealed class ExperimentReader(string? source)
{
    private const string BaseName = "base";

    /// <summary>In the order of <see cref="Training.Labels.CoderPolicy.SecondShare"/>.</summary>
    private static readonly string[] Confidences = ["unsaid", "guess", "fairly", "sure"];

    private static readonly Dictionary<string, PropertyInfo> NetworkSettings =
        typeof(NetworkOptions).GetProperties().Where(p => p.CanWrite).ToDictionary(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), StringComparer.Ordinal);

    /// <summary>Settings of which there must be one.</summary>
    private static readonly string[] AtLeastOne = [nameof(NetworkOptions.Width), nameof(NetworkOptions.Members), nameof(NetworkOptions.Epochs), nameof(NetworkOptions.BatchSize)];

    private readonly YamlFields _yaml = new(source);

    public ExperimentPlan Read(string yaml)
    {
        var (folds, repeats, seed, scoreWritten) = (5, 3, 1, false);
        var start = new Experiment { Name = BaseName };
        List<YamlNode> others = [];
        foreach (var (field, value) in _yaml.Of("", _yaml.Root(yaml)))
        {
            switch (field)
            {
                case "folds": folds = _yaml.Whole(field, value, 2); break;
                case "repeats": repeats = _yaml.Whole(field, value, 1); break;
                case "seed": seed = _yaml.Whole(field, value, 0); break;
                case "score_written": scoreWritten = _yaml.Flag(field, value); break;
                case "base": start = Apply(start, field, value); break;
                case "experiments": others = [.. _yaml.Items(field, value)]; break;
                default: throw _yaml.Unknown(field, value, ["folds", "repeats", "seed", "score_written", "base", "experiments"]);
            }
        }

        return new ExperimentPlan(folds, repeats, seed, scoreWritten, start, Others(start, others));
    }

    private List<Experiment> Others(Experiment start, List<YamlNode> nodes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { BaseName };
        var others = new List<Experiment>();
        foreach (var node in nodes)
        {
            var experiment = Apply(start with { Name = "", Note = "" }, "experiments", node);
            if (experiment.Name.Length == 0 || !experiment.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
                throw _yaml.Wrong("name", node, "each experiment needs a name of letters, digits, dots and dashes");
            if (!names.Add(experiment.Name))
                throw _yaml.Wrong("name", node, $"the name '{experiment.Name}' is taken");
            others.Add(experiment);
        }

        return others;
    }

    private Experiment Apply(Experiment at, string parent, YamlNode node)
    {
        foreach (var (field, value) in _yaml.Of(parent, node))
        {
            at = field switch
            {
                "name" when at.Name != BaseName => at with { Name = _yaml.Text(field, value) },
                "note" => at with { Note = _yaml.Text(field, value) },
                "trainer" => at with { Trainer = OneOf(field, value, "network", "softmax") },
                "network" => at with { Network = Network(at.Network, value) },
                "softmax" => Each(at, field, value, (e, name, v) => name == "l2" ? e with { L2 = _yaml.Number(name, v) } : throw _yaml.Unknown(name, v, ["l2"])),
                "features" => Each(at, field, value, (e, name, v) => name switch
                {
                    "least_posts" => e with { LeastPosts = _yaml.Whole(name, v, 1) },
                    "most" => e with { MostFeatures = _yaml.Whole(name, v, 1) },
                    _ => throw _yaml.Unknown(name, v, ["least_posts", "most"]),
                }),
                "coders" => Each(at, field, value, (e, name, v) => e with { Coders = e.Coders with { Weights = new Dictionary<string, float>(e.Coders.Weights) { [name] = (float)_yaml.Number(name, v) } } }),
                "second_share" => Each(at, field, value, SecondShare),
                "sources" => Each(at, field, value, (e, name, v) => e with { Sources = [.. e.Sources, new SourceWeight(name, (float)_yaml.Number(name, v))] }),
                "written" => Each(at, field, value, (e, name, v) => name switch
                {
                    "per_code" => e with { WrittenPerCode = _yaml.Text(name, v) == "all" ? null : _yaml.Whole(name, v, 0) },
                    "seed" => e with { WrittenSeed = _yaml.Whole(name, v, 0) },
                    _ => throw _yaml.Unknown(name, v, ["per_code", "seed"]),
                }),
                "views" => at with { Views = Enum.Parse<TrainedViews>(OneOf(field, value, "both", "full", "question"), ignoreCase: true) },
                _ => throw _yaml.Unknown(field, value, ["name", "note", "trainer", "network", "softmax", "features", "coders", "second_share", "sources", "written", "views"]),
            };
        }

        return at;
    }

    private Experiment Each(Experiment at, string field, YamlNode node, Func<Experiment, string, YamlNode, Experiment> set) =>
        _yaml.Of(field, node).Aggregate(at, (e, entry) => set(e, entry.Field, entry.Value));

    private Experiment SecondShare(Experiment at, string name, YamlNode node)
    {
        var index = Array.IndexOf(Confidences, name);
        if (index < 0)
            throw _yaml.Unknown(name, node, Confidences);
        var shares = at.Coders.SecondShare.ToArray();
        shares[index] = (float)_yaml.Number(name, node, most: 1);
        return at with { Coders = at.Coders with { SecondShare = shares } };
    }

    private string OneOf(string field, YamlNode node, params string[] words) =>
        words.Contains(_yaml.Text(field, node)) ? _yaml.Text(field, node) : throw _yaml.Wrong(field, node, $"'{node}' is none of {string.Join(", ", words)}");

    private NetworkOptions Network(NetworkOptions at, YamlNode node)
    {
        var options = at with { };
        foreach (var (name, value) in _yaml.Of("network", node))
        {
            if (!NetworkSettings.TryGetValue(name, out var property))
                throw _yaml.Unknown(name, value, NetworkSettings.Keys);
            property.SetValue(options, Value(property, name, value));
        }

        return options;
    }

    private object Value(PropertyInfo property, string name, YamlNode node)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(int))
            return _yaml.Whole(name, node, AtLeastOne.Contains(property.Name) ? 1 : 0);
        if (type == typeof(bool))
            return _yaml.Flag(name, node);
        if (type.IsEnum)
            return Enum.TryParse(type, _yaml.Text(name, node), ignoreCase: true, out var value) ? value : throw _yaml.Wrong(name, node, $"'{node}' is none of {string.Join(", ", Enum.GetNames(type))}");
        if (type == typeof(float) || type == typeof(double))
        {
            // A dropout of 1 leaves nothing to learn from.
            var number = _yaml.Number(name, node, property.Name.Contains("Dropout", StringComparison.Ordinal) ? 0.99 : double.MaxValue);
            return Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        }

        return _yaml.Text(name, node);
    }
}
