using System.Text;
using System.Text.Json;

namespace Triage.Tests.Cli;

/// <summary>A small codebook of our own with made-up posts that a model learns in a second, and that model; made once for all tests.</summary>
internal static class SmallCase
{
    private static readonly (string Code, string Words)[] Subjects =
    [
        ("kitchen/oven/burnt", "crust smoke charcoal black timer scorched"),
        ("kitchen/oven/raw", "dough pale wet sticky underdone centre"),
        ("garden/soil/dry", "cracks dust watering drought wilted hose"),
        ("garden/pests", "aphids snails holes leaves larvae slime"),
    ];

    private static readonly Lazy<(string Folder, string Model)> Trained = new(Train);

    public const string Codebook = """
        name: House and garden
        version: "1"
        codes:
        - id: kitchen/oven/burnt
          definition: It was in the oven for too long.
        - id: kitchen/oven/raw
          definition: It was in the oven for too short a time.
        - id: garden/soil/dry
          definition: The soil lacks water.
        - id: garden/pests
          definition: Something eats the plants.

        """;

    /// <summary>The trained model, its input files beside it (codebook.yaml, posts.jsonl, codes.csv).</summary>
    public static string Model => Trained.Value.Model;

    public static string Folder => Trained.Value.Folder;

    /// <summary>Arguments of a quick training on the small case.</summary>
    public static string[] TrainArguments(string folder, string output) =>
    [
        "train", "--posts", Path.Combine(folder, "posts.jsonl"), "--codes", Path.Combine(folder, "codes.csv"),
        "--codebook", Path.Combine(folder, "codebook.yaml"), "--output", output, "--folds", "2", "--width", "48",
    ];

    /// <summary>Writes codebook, posts and codes to a folder.</summary>
    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "codebook.yaml"), Codebook);
        var (posts, codes) = (new StringBuilder(), new StringBuilder("post_id,code,second_code,confidence,coder\n"));
        for (var i = 0; i < 120; i++)
        {
            var code = i % 5 == 4 ? "not-deployment" : Subjects[i % 5].Code;
            posts.Append(Post($"{1000 + i}", i)).Append('\n');
            codes.Append(System.Globalization.CultureInfo.InvariantCulture, $"{1000 + i},{code},,3,tester\n");
        }

        File.WriteAllText(Path.Combine(folder, "posts.jsonl"), posts.ToString());
        File.WriteAllText(Path.Combine(folder, "codes.csv"), codes.ToString());
    }

    /// <summary>A post as a line of JSON; its subject goes round with the number, every fifth has none.</summary>
    public static string Post(string id, int number)
    {
        var random = new Random(number);
        var words = number % 5 == 4 ? "invoice tax letter stamp office form".Split(' ') : Subjects[number % 5].Words.Split(' ');
        var filler = "please help with this since yesterday what should one try first".Split(' ');
        var text = Enumerable.Range(0, 14).Select(k => k % 2 == 0 ? words[random.Next(words.Length)] : filler[random.Next(filler.Length)]);
        return JsonSerializer.Serialize(new { id, title = $"{words[random.Next(words.Length)]} again", body = string.Join(' ', text), tags = new[] { words[0] } });
    }

    private static (string Folder, string Model) Train()
    {
        var folder = Directory.CreateTempSubdirectory("triage-tests-small-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Write(folder);
        var model = Path.Combine(folder, "small.onnx");
        var ran = TriageProgram.Run(TrainArguments(folder, model));
        Assert.True(ran.ExitCode == 0, ran.Error);
        return (folder, model);
    }
}
