#if WITH_MLNET
using Triage.MLNet;
using Triage.Training;
using Triage.Training.Linear;
#else
using Triage.Tests.Cli;
#endif

namespace Triage.Tests.Training;

/// <summary>Without ML.NET: that its trainers' names say how to have them. Built with -p:WithMLNet=true: that these learn.</summary>
public sealed class MLNetTrainerTests
{
#if WITH_MLNET
    private static readonly TrainerRegistry Trainers = Filled();

    [Theory]
    [InlineData("mlnet-sdca")]
    [InlineData("mlnet-lbfgs")]
    [InlineData("mlnet-averaged-perceptron")]
    public void A_separable_problem_is_solved_and_again_to_the_same_weights(string name)
    {
        var set = Problems.Separable();
        var (first, second) = (Trainers.Find(name)!.Train(set, 1), Trainers.Find(name)!.Train(set, 1));
        Assert.Equal(1.0, Problems.Accuracy(first, set), 0.02);
        Assert.Equal(first.Embedding, second.Embedding);
        Assert.Equal(first.Code.Bias, second.Code.Bias);
    }

    /// <summary>The problem is convex and the same, so the scores are, up to the constant that a softmax takes out.</summary>
    [Fact]
    public void Lbfgs_finds_the_scores_of_our_own_softmax_regression()
    {
        var set = Problems.Separable();
        var (theirs, ours) = (Trainers.Find("mlnet-lbfgs")!.Train(set, 1), new SoftmaxRegressionTrainer().Train(set, 1));
        foreach (var row in set.Rows)
        {
            var (a, b) = (Centred(Problems.CodeScores(theirs, row)), Centred(Problems.CodeScores(ours, row)));
            for (var c = 0; c < a.Length; c++)
                Assert.Equal(b[c], a[c], 0.5 + (0.05 * Math.Abs(b[c])));
        }
    }

    private static float[] Centred(float[] scores) => Array.ConvertAll(scores, s => s - scores.Average());

    private static TrainerRegistry Filled()
    {
        var trainers = new TrainerRegistry();
        MLNetTrainers.AddTo(trainers);
        return trainers;
    }
#else
    [Theory]
    [InlineData("train", "mlnet-sdca")]
    [InlineData("train", "mlnet-lbfgs")]
    [InlineData("train", "mlnet-averaged-perceptron")]
    [InlineData("train", "mlnet-fasttree")]
    [InlineData("evaluate", "mlnet-sdca")]
    public void Without_ML_NET_its_names_say_how_to_build_with_it(string verb, string name)
    {
        var ran = TriageProgram.Run(verb, "--posts", "x.jsonl", "--codes", "x.csv", "--output", "x", "--trainer", name);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Out));
        Assert.Contains(name, ran.Error);
        Assert.Contains("-p:WithMLNet=true", ran.Error);
        Assert.Contains("docs/mlnet.md", ran.Error);
        Assert.True(File.Exists(TestData.Repo("docs", "mlnet.md")));
    }

    [Fact]
    public void A_name_of_no_trainer_is_answered_with_those_there_are()
    {
        var ran = TriageProgram.Run("train", "--posts", "x.jsonl", "--output", "x", "--trainer", "forest");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("network, softmax", ran.Error);
        Assert.Contains("'forest'", ran.Error);
    }
#endif
}
