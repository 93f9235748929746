using Triage.Features;
using Triage.Onnx;
using Triage.Posts;

namespace Triage.Predictions;

/// <summary>Checks a model file before it is trusted: ONNX Runtime must score as the file's own weights do in plain arithmetic.</summary>
public static class Parity
{
    /// <summary>The largest difference of two probabilities that is taken for rounding.</summary>
    public const double Most = 1e-5;

    /// <summary>The largest difference between the two ways over all outputs of these posts, with and without their answers.</summary>
    /// <param name="bytes">A whole model file.</param>
    /// <param name="name">How to call it in messages.</param>
    /// <param name="posts">Posts to score.</param>
    /// <exception cref="InputException">The file cannot be read back.</exception>
    public static double LargestDifference(byte[] bytes, string name, IEnumerable<Post> posts)
    {
        using var labeller = Labeller.Open(bytes, name);
        var featurizer = new Featurizer(TermTable.Of(labeller.Model.Terms.Skip(1)));
        var plain = new PlainScorer(OnnxModelReader.Read(bytes, name));
        var largest = 0.0;
        foreach (var post in posts.SelectMany(p => p.Answers.Count > 0 ? new[] { p, p.WithoutAnswers() } : [p]))
        {
            var expected = plain.Score(post.Id, featurizer.Featurize(post));
            var found = labeller.Label([post])[0].Prediction;
            largest = Math.Max(largest, Math.Abs(expected.Relevance - found.Relevance));
            largest = Math.Max(largest, Difference(expected.Platform, found.Platform));
            largest = Math.Max(largest, Difference(expected.Code, found.Code));
        }

        return largest;
    }

    // A score that is not a number must not pass as equal.
    private static double Difference(float[] a, float[] b) =>
        a.Zip(b).Max(pair => Math.Abs(pair.First - pair.Second) is var d && float.IsNaN(d) ? double.PositiveInfinity : d);
}
