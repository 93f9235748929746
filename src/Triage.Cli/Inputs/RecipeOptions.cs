using System.CommandLine;
using Triage.Cli.Terminal;
using Triage.Training;
using Triage.Training.Linear;
using Triage.Training.Network;

namespace Triage.Cli.Inputs;

/// <summary>Options that say how models are made.</summary>
internal sealed class RecipeOptions
{
    private readonly Option<string> _trainer = new Option<string>("--trainer")
    {
        Description = "network (embeddings, the default) or softmax (linear).",
        DefaultValueFactory = _ => "network",
    }.AcceptOnlyFromAmong("network", "softmax");

    private readonly Option<int?> _width = new Option<int?>("--width") { Description = "Width of the network's embedding.", HelpName = "N" }.AtLeast(1);

    private readonly Option<int?> _members = new Option<int?>("--member-count") { Description = "How many networks are averaged.", HelpName = "N" }.AtLeast(1);

    private readonly Option<int> _seed = new("--seed") { Description = "Fixes splits and training: same data and seed, same bytes.", DefaultValueFactory = _ => 1, HelpName = "N" };

    private readonly Option<double> _target = new Option<double>("--target")
    {
        Description = "Share of accepted posts to be right.",
        DefaultValueFactory = _ => 0.9,
        HelpName = "SHARE",
    }.Between(0.01, 1);

    public void AddTo(Command command)
    {
        command.Options.Add(_trainer);
        command.Options.Add(_width);
        command.Options.Add(_members);
        command.Options.Add(_seed);
        command.Options.Add(_target);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_trainer)?.Tokens is [{ Value: "softmax" }] && (result.IsGiven(_width) || result.IsGiven(_members)))
                result.AddError("--width and --member-count belong to the trainer 'network'");
        });
    }

    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public BuildOptions Read(ParseResult parsed, CrossValidationPlan? plan)
    {
        var standard = new NetworkOptions();
        ITrainer trainer = parsed.GetValue(_trainer) == "softmax"
            ? new SoftmaxRegressionTrainer()
            : new EmbeddingNetworkTrainer(standard with { Width = parsed.GetValue(_width) ?? standard.Width, Members = parsed.GetValue(_members) ?? standard.Members });
        return new BuildOptions(new Recipe(trainer), plan, Seed(parsed), parsed.GetValue(_target));
    }
}
