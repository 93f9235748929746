using System.Globalization;
using Triage.Codebooks;
using Triage.Evaluation;

namespace Triage.Study;

/// <summary>
/// The taxonomy of posts that a model labelled. A post counts for each code with the probability that the model gives it (relevance times score), not for its best code only,
/// so counts are expected counts and what the model is unsure of stays visible. The number of posts of a code is Poisson-binomial: a sum of independent
/// draws with unequal probabilities (Hong, Computational Statistics and Data Analysis 59 (2013), 41-51). Its intervals, and those of shares, whose parts depend on
/// one another, are the 2.5 % and 97.5 % points of simulated labellings: in each, every post draws one code from its own scores.
/// The intervals hold what calibrated scores leave open for each post; they do not hold errors that the model makes alike in many posts.
/// </summary>
public static class ModelTaxonomy
{
    private const string NotDeployment = "not-deployment", NotListed = "code not listed";

    /// <param name="rows">One row a post.</param>
    /// <param name="codebook">The tree.</param>
    /// <param name="draws">Simulated labellings, at least 40.</param>
    /// <param name="seed">Same seed, same intervals.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <exception cref="InputException">A code is of another codebook.</exception>
    public static Taxonomy Of(IReadOnlyList<LabelledPost> rows, Codebook codebook, int draws = 1000, int seed = 1, IProgress<double>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 40);
        int notDeployment = codebook.Count, notListed = codebook.Count + 1;
        var expected = new double[codebook.Count + 2];
        var drawn = new int[draws][];
        for (var draw = 0; draw < draws; draw++)
            drawn[draw] = new int[codebook.Count + 2];
        var random = new Random(seed);
        for (var i = 0; i < rows.Count; i++)
        {
            var (outcomes, upTo) = Distribution(rows[i], codebook, notDeployment, notListed, expected);
            foreach (var counts in drawn)
                counts[outcomes[Draw(upTo, random.NextDouble())]]++;
            if (i % 256 == 0)
                progress?.Report(i / (double)rows.Count);
        }

        progress?.Report(1);
        var all = Enumerable.Range(0, codebook.Count).ToArray();
        return new Taxonomy
        {
            Source = TaxonomySource.Model,
            Posts = all.Sum(code => expected[code]),
            Outside = new Dictionary<string, Figure>
            {
                [NotDeployment] = Interval(expected[notDeployment], drawn, counts => counts[notDeployment]),
                [NotListed] = Interval(expected[notListed], drawn, counts => counts[notListed]),
            },
            Roots = Taxonomy.Build(codebook,
                node => Interval(Sum(node.Codes, expected), drawn, counts => Sum(node.Codes, counts)),
                (node, top) => Interval(Sum(node.Codes, expected) / Sum(top?.Codes ?? all, expected), drawn, counts => Sum(node.Codes, counts) / (double)Sum(top?.Codes ?? all, counts))),
            Intervals = string.Create(CultureInfo.InvariantCulture, $"Poisson-binomial by simulation: 95 % of {draws} labellings drawn from the model's scores"),
        };
    }

    private static (int[] Outcomes, double[] UpTo) Distribution(LabelledPost row, Codebook codebook, int notDeployment, int notListed, double[] expected)
    {
        var outcomes = new int[row.Codes.Count + 2];
        var upTo = new double[outcomes.Length];
        double sum = 0, listed = 0;
        for (var k = 0; k < row.Codes.Count; k++)
        {
            outcomes[k] = codebook.IndexOf(row.Codes[k].Code) is >= 0 and var index ? index : throw new InputException(Codes.UnknownCode.Message(row.Codes[k].Code, codebook), field: "code");
            Add(k, row.Relevance * row.Codes[k].Score);
            listed += row.Codes[k].Score;
        }

        outcomes[^2] = notDeployment;
        Add(outcomes.Length - 2, 1 - row.Relevance);
        outcomes[^1] = notListed;
        // Rounded scores may sum to a little less than 1 though all codes are listed.
        var rest = row.Codes.Count >= codebook.Count ? 0 : Math.Max(0, 1 - listed);
        Add(outcomes.Length - 1, row.Relevance * rest);
        for (var k = 0; k < upTo.Length; k++)
            upTo[k] /= sum;
        return (outcomes, upTo);

        void Add(int k, double probability)
        {
            expected[outcomes[k]] += probability;
            sum += probability;
            upTo[k] = sum;
        }
    }

    private static int Draw(double[] upTo, double point)
    {
        var k = 0;
        while (k < upTo.Length - 1 && upTo[k] <= point)
            k++;
        return k;
    }

    private static double Sum(IReadOnlyList<int> codes, double[] values) => codes.Sum(code => values[code]);

    private static int Sum(IReadOnlyList<int> codes, int[] counts) => codes.Sum(code => counts[code]);

    private static Figure Interval(double value, int[][] drawn, Func<int[], double> statistic)
    {
        var sorted = drawn.Select(statistic).Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? Figure.Undefined : new Figure(value, BoxSummary.Quantile(sorted, 0.025), BoxSummary.Quantile(sorted, 0.975));
    }
}
