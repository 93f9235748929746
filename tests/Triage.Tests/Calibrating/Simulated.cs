using Triage.Codebooks;
using Triage.Training;

namespace Triage.Tests.Calibrating;

/// <summary>Scores whose truth is known: the right code is drawn from the scores themselves, so that they are calibrated by construction.</summary>
internal static class Simulated
{
    /// <summary>Two top-level nodes, two inner categories each, three codes each, and a code that stands beside the inner categories.</summary>
    public static Codebook Tree { get; } = Make("");

    /// <summary>The same, with a code that must never be accepted.</summary>
    public static Codebook TreeWithNever { get; } = Make("a/x/0");

    public static (List<float[]> Scores, List<int> Gold) Draw(int count, int seed, double sharpness = 3)
    {
        var random = new SeededRandom(seed);
        var (scores, gold) = (new List<float[]>(), new List<int>());
        for (var i = 0; i < count; i++)
        {
            var powers = Enumerable.Range(0, Tree.Count).Select(_ => Math.Exp(sharpness * random.NextNormal())).ToArray();
            scores.Add([.. powers.Select(p => (float)(p / powers.Sum()))]);
            var at = random.NextSingle();
            var code = 0;
            while (code < Tree.Count - 1 && (at -= scores[i][code]) > 0)
                code++;
            gold.Add(code);
        }

        return (scores, gold);
    }

    private static Codebook Make(string never) => new("t", "1", "", [
        .. from inner in new[] { "a/x", "a/y", "b/x", "b/y" } from leaf in Enumerable.Range(0, 3) let id = $"{inner}/{leaf}" select new Code { Id = id, Name = id, NeverAccept = id == never },
        new Code { Id = "b/z", Name = "b/z" }]);
}
