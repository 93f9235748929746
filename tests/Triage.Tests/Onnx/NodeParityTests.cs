using System.Diagnostics;
using System.Text.Json;
using Triage.Onnx;
using Triage.Predictions;

namespace Triage.Tests.Onnx;

/// <summary>The model file gives the same numbers in another language's ONNX Runtime (<c>onnxruntime-node</c>, see <c>tests/node</c>).</summary>
public class NodeParityTests
{
    [Theory]
    [InlineData(1, 1f, false)]
    [InlineData(3, 1.6f, true)]
    public async Task Node_scores_posts_as_dotnet_does(int members, float temperature, bool half)
    {
        if (!Directory.Exists(TestData.Repo("node_modules", "onnxruntime-node")))
            Assert.Skip("needs onnxruntime-node: run 'npm ci --ignore-scripts'");
        var model = RandomModel.Create(members, width: 48, members: members, temperature: temperature);
        var bytes = RandomModel.Bytes(model, half);
        var posts = RandomModel.Posts(members, 40, model.Terms.Count);
        var folder = Directory.CreateTempSubdirectory("triage-node-");
        try
        {
            var modelPath = Path.Combine(folder.FullName, "model.onnx");
            var featuresPath = Path.Combine(folder.FullName, "features.json");
            await File.WriteAllBytesAsync(modelPath, bytes, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                featuresPath,
                JsonSerializer.Serialize(posts.Select(p => new { ids = p.Features.Ids, counts = p.Features.Counts })),
                TestContext.Current.CancellationToken);

            var scored = JsonSerializer.Deserialize<Scores[]>(await RunNode(modelPath, featuresPath), JsonSerializerOptions.Web)!;

            using var triage = TriageModel.Open(modelPath, RandomModel.TokenizerVersion);
            var expected = triage.Score(posts);
            Assert.Equal(expected.Count, scored.Length);
            for (var n = 0; n < scored.Length; n++)
            {
                var actual = new Prediction(posts[n].PostId, scored[n].Relevance, scored[n].Platform, scored[n].Code);
                Assert.InRange(RandomModel.Difference(expected[n], actual), 0, 1e-5);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunNode(string modelPath, string featuresPath)
    {
        var start = new ProcessStartInfo("node", [TestData.Repo("tests", "node", "score.mjs"), modelPath, featuresPath])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, $"node ended with {node.ExitCode}: {await errors}");
        return await output;
    }

    private sealed record Scores(float Relevance, float[] Platform, float[] Code);
}
