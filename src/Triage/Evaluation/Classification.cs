namespace Triage.Evaluation;

/// <summary>
/// Figures of hard decisions: one gold class and one predicted class for each row. A predicted class of -1 is "not classified":
/// always wrong, and a class of its own for kappa.
/// </summary>
public sealed class Classification
{
    private readonly int[] gold;
    private readonly int[] predicted;
    private readonly int classes;

    /// <exception cref="ArgumentException">The lists differ in length or name classes outside 0..<paramref name="classes"/>.</exception>
    public Classification(IReadOnlyList<int> gold, IReadOnlyList<int> predicted, int classes)
    {
        if (gold.Count != predicted.Count)
            throw new ArgumentException($"{gold.Count} gold classes but {predicted.Count} predicted ones");
        if (gold.Any(index => index < 0 || index >= classes) || predicted.Any(index => index < -1 || index >= classes))
            throw new ArgumentException($"a class is outside 0..{classes - 1}");
        this.gold = [.. gold];
        this.predicted = [.. predicted.Select(index => index < 0 ? classes : index)];
        this.classes = classes;
    }

    public int Rows => gold.Length;

    /// <summary>Share of rows that are right (0..1).</summary>
    public double Accuracy() => Weighted.Once(AccuracyOf, Rows);

    /// <summary>Mean F1 over the classes that occur in gold or prediction (as scikit-learn's <c>f1_score(average="macro")</c>).</summary>
    public double MacroF1() => Weighted.Once(MacroF1Of, Rows);

    /// <summary>Cohen's kappa (1960): agreement beyond that expected from both marginals; -1..1.</summary>
    public double Kappa() => Weighted.Once(KappaOf, Rows);

    /// <summary>Accuracy as a statistic for <see cref="Bootstrap"/>.</summary>
    public double AccuracyOf(ReadOnlySpan<double> weights)
    {
        double right = 0, total = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            total += weights[i];
            if (gold[i] == predicted[i])
                right += weights[i];
        }

        return total > 0 ? right / total : double.NaN;
    }

    /// <summary>Macro-F1 as a statistic for <see cref="Bootstrap"/>.</summary>
    public double MacroF1Of(ReadOnlySpan<double> weights)
    {
        var tally = Count(weights);
        double sum = 0;
        var present = 0;
        for (var c = 0; c < classes; c++)
        {
            var mass = tally.Gold[c] + tally.Predicted[c];
            if (mass <= 0)
                continue;
            present++;
            sum += 2 * tally.Right[c] / mass;
        }

        return present > 0 ? sum / present : double.NaN;
    }

    /// <summary>Cohen's kappa as a statistic for <see cref="Bootstrap"/>; NaN when one class is all there is.</summary>
    public double KappaOf(ReadOnlySpan<double> weights)
    {
        var tally = Count(weights);
        double total = 0, right = 0, chance = 0;
        for (var c = 0; c <= classes; c++)
        {
            total += tally.Gold[c];
            right += tally.Right[c];
            chance += tally.Gold[c] * tally.Predicted[c];
        }

        var expected = chance / (total * total);
        return expected < 1 ? ((right / total) - expected) / (1 - expected) : double.NaN;
    }

    /// <summary>Precision, recall, F1 and support of every class, in the order of classes.</summary>
    public IReadOnlyList<ClassFigures> PerClass()
    {
        var tally = Count(Weighted.Ones(Rows));
        return [.. Enumerable.Range(0, classes).Select(c => new ClassFigures(c, Ratio(tally.Right[c], tally.Predicted[c]), Ratio(tally.Right[c], tally.Gold[c]),
            Ratio(2 * tally.Right[c], tally.Gold[c] + tally.Predicted[c]), (int)tally.Gold[c], (int)tally.Predicted[c]))];
    }

    /// <summary>Rows by gold class (first index) and predicted class (second index; the last column counts the not classified).</summary>
    public int[,] ConfusionMatrix()
    {
        var matrix = new int[classes, classes + 1];
        for (var i = 0; i < gold.Length; i++)
            matrix[gold[i], predicted[i]]++;
        return matrix;
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private (double[] Right, double[] Gold, double[] Predicted) Count(ReadOnlySpan<double> weights)
    {
        double[] right = new double[classes + 1], golden = new double[classes + 1], given = new double[classes + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            golden[gold[i]] += weights[i];
            given[predicted[i]] += weights[i];
            if (gold[i] == predicted[i])
                right[gold[i]] += weights[i];
        }

        return (right, golden, given);
    }
}
