using Triage.Codebooks;
using Triage.Codes;
using Triage.Predictions;

namespace Triage.Tests.Reports;

/// <summary>Evaluated posts with random gold codes and scores that are right more often than not.</summary>
internal static class EvaluatedPosts
{
    public static List<EvaluatedPost> Random(Codebook codebook, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1000, count).Select(id =>
        {
            var gold = random.Next(codebook.Count);
            var scores = Normal([.. Enumerable.Range(0, codebook.Count).Select(code => (float)Math.Exp(4 * random.NextDouble()) * (code == gold ? 3 : 1))]);
            var platform = new float[codebook.TopLevel.Count];
            for (var code = 0; code < scores.Length; code++)
                platform[codebook.TopOf(code)] += scores[code];
            return new EvaluatedPost(new CodedPost($"{id}", id % 20 == 0 ? Verdict.NotDeployment : codebook[gold].Id, null, null, "ann"),
                new Prediction($"{id}", random.NextSingle(), platform, scores), new Outcome((Decision)random.Next(3), ""))
            {
                Era = $"{2016 + (id % 3)}",
                HasAnswers = id % 2 == 0,
                Question = id % 2 == 0 ? new Prediction($"{id}", 1, platform, scores) : null,
            };
        })];
    }

    private static float[] Normal(float[] scores)
    {
        var sum = scores.Sum();
        return Array.ConvertAll(scores, score => score / sum);
    }
}
