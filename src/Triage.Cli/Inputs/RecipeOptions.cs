using System.CommandLine;
using Triage.Cli.Terminal;
using Triage.Training;
using Triage.Training.Linear;
using Triage.Training.Network;

namespace Triage.Cli.Inputs;

/// <summary>Options that say how models are made.</summary>
internal sealed class RecipeOptions
{
    private const string Network = "network";

    /// <summary>Names of src/Triage.MLNet, known here for the message of a build without it.</summary>
    private const string MLNetNames = "mlnet-sdca, mlnet-lbfgs and mlnet-averaged-perceptron";

    private readonly Option<string> _trainer = new("--trainer")
    {
        Description = $"network (embeddings, the default) or softmax (linear); builds with ML.NET have {MLNetNames} as well.",
        DefaultValueFactory = _ => Network,
    };

    /// <summary>All but the network, which is made anew from its options.</summary>
    private readonly TrainerRegistry _trainers = new();

    private readonly Option<int?> _width = new Option<int?>("--width") { Description = "Width of the network's embedding.", HelpName = "N" }.AtLeast(1);

    private readonly Option<int?> _members = new Option<int?>("--member-count") { Description = "How many networks are averaged.", HelpName = "N" }.AtLeast(1);

    private readonly Option<int> _seed = new("--seed") { Description = "Fixes splits and training: same data and seed, same bytes.", DefaultValueFactory = _ => 1, HelpName = "N" };

    private readonly Option<double> _target = new Option<double>("--target")
    {
        Description = "Share of accepted posts to be right.",
        DefaultValueFactory = _ => 0.9,
        HelpName = "SHARE",
    }.Between(0.01, 1);

    public RecipeOptions()
    {
        _trainers.Add(new SoftmaxRegressionTrainer());
#if WITH_MLNET
        MLNet.MLNetTrainers.AddTo(_trainers);
#endif
        _trainer.CompletionSources.Add([Network, .. _trainers.Names]);
        _trainer.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not Network and var name }] && _trainers.Find(name) is null)
                result.AddError(Missing(name));
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_trainer);
        command.Options.Add(_width);
        command.Options.Add(_members);
        command.Options.Add(_seed);
        command.Options.Add(_target);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_trainer)?.Tokens is [{ Value: not Network }] && (result.IsGiven(_width) || result.IsGiven(_members)))
                result.AddError("--width and --member-count belong to the trainer 'network'");
        });
    }

    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public BuildOptions Read(ParseResult parsed, CrossValidationPlan? plan)
    {
        var standard = new NetworkOptions();
        var trainer = _trainers.Find(parsed.GetValue(_trainer)!)
            ?? new EmbeddingNetworkTrainer(standard with { Width = parsed.GetValue(_width) ?? standard.Width, Members = parsed.GetValue(_members) ?? standard.Members });
        return new BuildOptions(new Recipe(trainer), plan, Seed(parsed), parsed.GetValue(_target));
    }
    private string Missing(string name) => name switch
    {
        "mlnet-fasttree" => $"--trainer {name} is left out, because a model file holds no trees (docs/mlnet.md says why); built with -p:WithMLNet=true there are {MLNetNames}",
        _ when name.StartsWith("mlnet-", StringComparison.Ordinal) => $"--trainer {name} is not in this program; {MLNetNames} are when it is built with ML.NET: dotnet build -c Release -p:WithMLNet=true (docs/mlnet.md)",
        _ => $"--trainer must be one of {string.Join(", ", [Network, .. _trainers.Names])}, not '{name}'",
    };
}
