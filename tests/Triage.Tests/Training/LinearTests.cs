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
