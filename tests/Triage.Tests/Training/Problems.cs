using Triage.Features;
using Triage.Training;

namespace Triage.Tests.Training;

/// <summary>Small problems whose answers are known.</summary>
internal static class Problems
{
    /// <summary>Codes told apart by one word each, among noise words; platforms of three codes, inner categories of two.</summary>
    public static TrainingSet Separable(int codes = 6, int rowsPerCode = 20, int seed = 5)
    {
        var random = new SeededRandom(seed);
        var rows = new List<TrainingRow>();
        const int noise = 30;
        for (var code = 0; code < codes; code++)
        {
            for (var n = 0; n < rowsPerCode; n++)
            {
                var ids = Enumerable.Range(0, 5).Select(_ => codes + 1 + random.Next(noise)).Append(code + 1).Distinct().Order().ToArray();
                var vector = new FeatureVector(ids, [.. ids.Select(_ => 1f)]);
                rows.Add(new TrainingRow($"{code}-{n}", vector, vector, [new LabelMass(code, 1)], 1, 1));
            }
        }

        for (var n = 0; n < rowsPerCode; n++)
        {
            var ids = Enumerable.Range(0, 6).Select(_ => codes + 1 + random.Next(noise)).Distinct().Order().ToArray();
            var vector = new FeatureVector(ids, [.. ids.Select(_ => 1f)]);
            rows.Add(new TrainingRow($"none-{n}", vector, vector, [], 0, 1));
        }

        var labels = new LabelSpace(codes, [.. Enumerable.Range(0, codes).Select(c => c / 3)], [.. Enumerable.Range(0, codes).Select(c => c / 2)]);
        return new TrainingSet(rows, codes + noise, labels);
    }

    /// <summary>Share of coded rows whose first code is the labelled one.</summary>
    public static double Accuracy(Classifier classifier, TrainingSet set)
    {
        var coded = set.Rows.Where(r => r.Codes.Count > 0).ToList();
        return coded.Count(r => Array.IndexOf(CodeScores(classifier, r), CodeScores(classifier, r).Max()) == r.Codes[0].Code) / (double)coded.Count;
    }

    /// <summary>Scores before the softmax, of the first member.</summary>
    public static float[] CodeScores(Classifier classifier, TrainingRow row)
    {
        var hidden = (float[])classifier.HiddenBias.Clone();
        var weights = TermWeighting.WeighToUnit(row.Full, classifier.Idf);
        for (var k = 0; k < weights.Length; k++)
        {
            for (var u = 0; u < classifier.Width; u++)
                hidden[u] += weights[k] * classifier.Embedding[(row.Full.Ids[k] * classifier.Width) + u];
        }

        var scores = classifier.Code.Bias[..classifier.Code.Classes];
        for (var u = 0; u < classifier.Width / classifier.Members; u++)
        {
            for (var c = 0; c < scores.Length; c++)
                scores[c] += (classifier.Relu ? Math.Max(0, hidden[u]) : hidden[u]) * classifier.Code.Weights[(u * scores.Length) + c];
        }

        return scores;
    }
}
