namespace Triage.Suspects;

/// <summary>
/// Confident learning: counts, from out-of-fold probabilities, how often a post given one class is confidently of another. A class's threshold is the mean
/// probability that its own posts give it; a post counts for the likeliest class among those whose threshold it reaches.
/// Source: Northcutt, Jiang and Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels, JAIR 70 (2021), equations 1 and 2 (confident joint)
/// and 3 (calibration to the counts of the given classes).
/// </summary>
public sealed class ConfidentJoint
{
    private readonly int[,] _counts;
    private readonly int[] _given;

    /// <param name="probabilities">Out-of-fold probabilities over the classes, a row a post; of a model that never saw the post.</param>
    /// <param name="given">The class that each was given.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a class is outside the probabilities.</exception>
    public ConfidentJoint(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> given)
    {
        if (probabilities.Count != given.Count)
            throw new ArgumentException($"{probabilities.Count} rows of probabilities but {given.Count} classes");
        var classes = probabilities.Count == 0 ? 0 : probabilities[0].Length;
        if (given.Any(g => g < 0 || g >= classes) || probabilities.Any(p => p.Length != classes))
            throw new ArgumentException($"a class is outside 0..{classes - 1}, or a row has another number of classes");
        (_counts, _given) = (new int[classes, classes], new int[classes]);
        Thresholds = Means(probabilities, given, classes);
        Confident = [.. probabilities.Select(Class)];
        for (var i = 0; i < given.Count; i++)
        {
            _given[given[i]]++;
            if (Confident[i] is { } other)
                _counts[given[i], other]++;
        }
    }

    /// <summary>Mean probability of each class over the posts given it; infinity for a class that none was given, which no post then reaches.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>The class that each post is confidently of; null when it reaches no class's threshold.</summary>
    public IReadOnlyList<int?> Confident { get; }

    /// <summary>Posts given one class that are confidently of another (or the same).</summary>
    public int Count(int given, int confident) => _counts[given, confident];

    /// <summary>As <see cref="Count"/>, scaled so that the row adds up to all posts given the class, those without a confident class included.</summary>
    public double Estimate(int given, int confident)
    {
        var row = 0;
        for (var c = 0; c < _given.Length; c++)
            row += _counts[given, c];
        return row == 0 ? 0 : (double)_counts[given, confident] * _given[given] / row;
    }

    private static double[] Means(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> given, int classes)
    {
        var (sums, counts) = (new double[classes], new int[classes]);
        for (var i = 0; i < given.Count; i++)
        {
            sums[given[i]] += probabilities[i][given[i]];
            counts[given[i]]++;
        }

        return [.. sums.Select((s, c) => counts[c] == 0 ? double.PositiveInfinity : s / counts[c])];
    }

    private int? Class(float[] probabilities)
    {
        int? best = null;
        for (var c = 0; c < probabilities.Length; c++)
        {
            if (probabilities[c] >= Thresholds[c] && (best is null || probabilities[c] > probabilities[best.Value]))
                best = c;
        }

        return best;
    }
}
