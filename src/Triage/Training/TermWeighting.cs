using Triage.Features;

namespace Triage.Training;

/// <summary>Term weights: log(1 + count) times the inverse document frequency log((1 + n) / (1 + df)) + 1 (Salton and Buckley 1988, smoothed), to unit length.</summary>
public static class TermWeighting
{
    /// <summary>Inverse document frequency of each feature id over the full texts of the rows; entry 0 (padding) is 0.</summary>
    public static float[] Idf(IReadOnlyList<TrainingRow> rows, int features)
    {
        var documents = new int[features + 1];
        foreach (var row in rows)
        {
            foreach (var id in row.Full.Ids)
                documents[id]++;
        }

        var idf = new float[features + 1];
        for (var id = 1; id <= features; id++)
            idf[id] = (float)(Math.Log((1.0 + rows.Count) / (1 + documents[id])) + 1);
        return idf;
    }

    /// <summary>Unnormalised weights log(1 + count) · idf of a vector's features, in their order.</summary>
    public static float[] Weigh(FeatureVector vector, float[] idf)
    {
        var weights = new float[vector.Ids.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = MathF.Log(1 + vector.Counts[i]) * idf[vector.Ids[i]];
        return weights;
    }

    /// <summary>As <see cref="Weigh"/>, scaled to unit length; a vector without features stays empty.</summary>
    public static float[] WeighToUnit(FeatureVector vector, float[] idf)
    {
        var weights = Weigh(vector, idf);
        Normalise(weights);
        return weights;
    }

    /// <summary>Scales to unit length; zeros stay zeros.</summary>
    public static void Normalise(Span<float> weights)
    {
        var sum = 0.0;
        foreach (var w in weights)
            sum += (double)w * w;
        if (sum == 0)
            return;
        var scale = (float)(1 / Math.Sqrt(sum));
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= scale;
    }
}
