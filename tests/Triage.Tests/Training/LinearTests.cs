using Triage.Training;
using Triage.Training.Linear;

namespace Triage.Tests.Training;

public class LinearTests
{
    [Fact]
    public void Lbfgs_finds_the_minimum_of_a_quadratic()
    {
        var x = new float[50];
        var value = Lbfgs.Minimize(
            (at, gradient) =>
            {
                var sum = 0.0;
                for (var i = 0; i < at.Length; i++)
                {
                    var d = at[i] - i;
                    gradient[i] = (i + 1) * d;
                    sum += 0.5 * (i + 1) * d * d;
                }

                return sum;
            },
            x, tolerance: 1e-7);
        Assert.InRange(value, 0, 1e-6);
        for (var i = 0; i < x.Length; i++)
            Assert.Equal(i, x[i], 1e-2);
    }

    [Fact]
    public void Lbfgs_finds_the_minimum_of_rosenbrocks_valley()
    {
        float[] x = [-1.2f, 1f];
        Lbfgs.Minimize(
            (at, gradient) =>
            {
                double a = at[0], b = at[1];
                gradient[0] = (float)((-400 * a * (b - (a * a))) - (2 * (1 - a)));
                gradient[1] = (float)(200 * (b - (a * a)));
                return (100 * Math.Pow(b - (a * a), 2)) + Math.Pow(1 - a, 2);
            },
            x, tolerance: 1e-9, iterations: 500);
        Assert.Equal(1, x[0], 1e-2);
        Assert.Equal(1, x[1], 2e-2);
    }

    [Fact]
    public void The_objectives_gradient_is_that_of_its_value()
    {
        var random = new SeededRandom(3);
        var rows = Enumerable.Range(0, 12).Select(_ => RandomRow(random)).ToList();
        var objective = new SoftmaxObjective(rows, features: 8, classes: 4, l2: 0.1);
        var x = Enumerable.Range(0, objective.Variables).Select(_ => 0.5f * random.NextNormal()).ToArray();
        var gradient = new float[x.Length];
        objective.Evaluate(x, gradient);
        var ignored = new float[x.Length];
        for (var i = 4; i < x.Length; i++)
        {
            const float step = 1e-2f;
            var at = x[i];
            x[i] = at + step;
            var up = objective.Evaluate(x, ignored);
            x[i] = at - step;
            var down = objective.Evaluate(x, ignored);
            x[i] = at;
            Assert.Equal((up - down) / (2 * step), gradient[i], 2e-4);
        }
    }

    /// <summary>Without features but one and without L2, the optimum gives each class the share it has in the data.</summary>
    [Fact]
    public void A_constant_feature_learns_the_shares_of_the_classes()
    {
        float[] shares = [0.5f, 0.3f, 0.2f];
        var rows = Enumerable.Range(0, 10).Select(i => new LinearRow([1], [1f], OneHot(i < 5 ? 0 : i < 8 ? 1 : 2, 3), 1)).ToList();
        var objective = new SoftmaxObjective(rows, features: 1, classes: 3, l2: 0);
        var x = new float[objective.Variables];
        var value = Lbfgs.Minimize(objective.Evaluate, x, tolerance: 1e-7);
        Assert.Equal(-shares.Sum(s => s * Math.Log(s)), value, 1e-5);
        var scores = Enumerable.Range(0, 3).Select(c => Math.Exp(x[3 + c] + x[6 + c])).ToArray();
        for (var c = 0; c < 3; c++)
            Assert.Equal(shares[c], scores[c] / scores.Sum(), 1e-3);
    }

    [Fact]
    public void A_separable_problem_is_solved()
    {
        var set = Problems.Separable();
        Assert.Equal(1.0, Problems.Accuracy(new SoftmaxRegressionTrainer().Train(set, 1), set));
    }

    /// <summary>Whatever a linear trainer finds, the classifier's scores are its weights times the features, plus its bias.</summary>
    [Fact]
    public void A_classifier_scores_with_the_weights_its_linear_trainer_found()
    {
        var set = Problems.Separable();
        var trainer = new RandomWeights();
        var classifier = trainer.Train(set, 7);
        var (weights, bias) = trainer.Found["codes"];
        foreach (var row in set.Rows)
        {
            var values = TermWeighting.WeighToUnit(row.Full, classifier.Idf);
            var scores = Problems.CodeScores(classifier, row);
            for (var c = 0; c < scores.Length; c++)
                Assert.Equal(bias[c] + values.Select((v, k) => v * weights[c][row.Full.Ids[k]]).Sum(), scores[c], 1e-4);
        }

        Assert.Equal(trainer.Found["platforms"].Bias, classifier.Platform.Bias);
        Assert.Equal(trainer.Found["relevance"].Bias[1] - trainer.Found["relevance"].Bias[0], classifier.Relevance.Bias[0]);
        Assert.All(classifier.Embedding[..classifier.Width], w => Assert.Equal(0, w));
    }

    /// <summary>Learns nothing, and remembers what it made up: weights by class and id (that of padding too, which must not count), and biases.</summary>
    private sealed class RandomWeights : LinearTrainer
    {
        public Dictionary<string, (float[][] Weights, float[] Bias)> Found { get; } = [];

        public override string Name => "random";

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

        protected override float[] Fit(LinearProblem problem, int seed, IProgress<TrainingProgress>? progress, CancellationToken cancel)
        {
            var random = new SeededRandom(seed);
            var weights = Enumerable.Range(0, problem.Classes).Select(_ => Normal(random, problem.Features + 1)).ToArray();
            var bias = Normal(random, problem.Classes);
            Found[problem.Stage] = (weights, bias);
            var solution = new float[problem.Variables];
            for (var c = 0; c < problem.Classes; c++)
                problem.Set(solution, c, weights[c], bias[c]);
            return solution;
        }

        private static float[] Normal(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }

    private static LinearRow RandomRow(SeededRandom random)
    {
        var ids = Enumerable.Range(0, 3).Select(_ => 1 + random.Next(8)).Distinct().ToArray();
        var target = Enumerable.Range(0, 4).Select(_ => random.NextSingle()).ToArray();
        return new LinearRow(ids, [.. ids.Select(_ => random.NextNormal())], [.. target.Select(t => t / target.Sum())], 0.5f + random.NextSingle());
    }

    private static float[] OneHot(int at, int length)
    {
        var target = new float[length];
        target[at] = 1;
        return target;
    }
}
