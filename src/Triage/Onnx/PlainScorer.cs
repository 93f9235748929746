using Triage.Features;
using Triage.Predictions;

namespace Triage.Onnx;

/// <summary>
/// Scores posts by the arithmetic of <see cref="TrainedModel"/> in plain C#, in double precision, without ONNX Runtime.
/// For checking the model file and for explaining a score by its parts; <see cref="TriageModel"/> is the fast way.
/// </summary>
public sealed class PlainScorer(TrainedModel model)
{
    /// <summary>Least divisor of the L2 norm, so that a post without known features scores as the bias alone.</summary>
    public const float LeastNorm = 1e-12f;

    public Prediction Score(string postId, FeatureVector features)
    {
        var hidden = Hidden(features);
        return new Prediction(
            postId,
            (float)Relevance(hidden),
            Softmax(model.Platform, hidden),
            Softmax(model.Code, hidden));
    }

    /// <summary>Weight of each feature of the post: log(1 + count) times its inverse document frequency, to L2 norm 1.</summary>
    public double[] Weights(FeatureVector features)
    {
        var weights = new double[features.Ids.Length];
        for (var k = 0; k < weights.Length; k++)
            weights[k] = Math.Log(1d + features.Counts[k]) * model.Idf[features.Ids[k]];
        var norm = Math.Max(Math.Sqrt(weights.Sum(w => w * w)), LeastNorm);
        for (var k = 0; k < weights.Length; k++)
            weights[k] /= norm;
        return weights;
    }

    /// <summary>The hidden layer after its activation, all members side by side.</summary>
    public double[] Hidden(FeatureVector features)
    {
        var hidden = Array.ConvertAll(model.HiddenBias, b => (double)b);
        var weights = Weights(features);
        for (var k = 0; k < weights.Length; k++)
        {
            var row = model.Embedding.AsSpan(features.Ids[k] * model.Width, model.Width);
            for (var j = 0; j < row.Length; j++)
                hidden[j] += weights[k] * row[j];
        }

        return model.Relu ? Array.ConvertAll(hidden, h => Math.Max(h, 0)) : hidden;
    }

    private double[] Logits(Head head, double[] hidden, int member)
    {
        var slice = model.Width / model.Members;
        var logits = new double[head.Classes];
        for (var c = 0; c < logits.Length; c++)
        {
            double sum = head.Bias[member * head.Classes + c];
            for (var j = 0; j < slice; j++)
                sum += hidden[member * slice + j] * head.Weights[(member * slice + j) * head.Classes + c];
            logits[c] = sum;
        }

        return logits;
    }

    private float[] Softmax(Head head, double[] hidden)
    {
        var mean = new double[head.Classes];
        for (var m = 0; m < model.Members; m++)
        {
            var p = Softmax(Logits(head, hidden, m));
            for (var c = 0; c < mean.Length; c++)
                mean[c] += p[c] / model.Members;
        }

        // Least double in place of 0: its logarithm is finite, and the softmax gives 0 again.
        var calibrated = Softmax(Array.ConvertAll(mean, p => Math.Log(Math.Max(p, double.Epsilon)) / head.Temperature));
        return Array.ConvertAll(calibrated, p => (float)p);
    }

    private double Relevance(double[] hidden)
    {
        double yes = 0, no = 0;
        for (var m = 0; m < model.Members; m++)
        {
            var logit = Logits(model.Relevance, hidden, m)[0];
            yes += Sigmoid(logit);
            no += Sigmoid(-logit);
        }

        var log = Math.Log(Math.Max(yes, double.Epsilon)) - Math.Log(Math.Max(no, double.Epsilon));
        return Sigmoid(log / model.Relevance.Temperature);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Softmax(double[] logits)
    {
        var most = logits.Max();
        var p = Array.ConvertAll(logits, z => Math.Exp(z - most));
        var sum = p.Sum();
        return Array.ConvertAll(p, e => e / sum);
    }
}
