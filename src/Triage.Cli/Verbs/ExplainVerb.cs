using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Triage.Cli.Inputs;
using Triage.Cli.Terminal;
using Triage.Explanations;
using Triage.Posts;

namespace Triage.Cli.Verbs;

/// <summary><c>triage explain</c>: which words of a post spoke for and against its codes.</summary>
internal static class ExplainVerb
{
    private const int DefaultTop = 3;
    private const int DefaultTerms = 8;
    private const int MostIdsListed = 5;

    public static Verb Create()
    {
        var input = new Argument<string>("POST") { Description = "File with the post, in any supported format; - for standard input." };
        var id = new Option<string?>("--id") { Description = "Which post of the file; may be left out when it holds one.", HelpName = "ID" };
        var top = new Option<int>("--top") { Description = "Codes to explain, best first.", DefaultValueFactory = _ => DefaultTop, HelpName = "K" }.AtLeast(1);
        var terms = new Option<int>("--terms") { Description = "Terms to list for each code, and as many against it.", DefaultValueFactory = _ => DefaultTerms, HelpName = "N" }.AtLeast(1);
        var format = new Option<string>("--format") { Description = "text, or json with the places of the terms in the text.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var model = new Option<string?>("--model") { Description = "Model file; by default models/triage.onnx beside the program or upward from this folder.", HelpName = "FILE" };
        return new Verb(
            "explain", "Says which words of a post spoke for and against its best codes.",
            "triage explain data/examples/new-posts.jsonl --id example-1",
            "triage explain questions.jsonl --id 58012345 --top 5 --terms 12",
            "triage explain post.json --format json > why.json")
        {
            input, id, top, terms, format, model,
        }.Does((parsed, cancel) =>
        {
            var explainer = Explainer.Open(ShippedFile.Model(parsed.GetValue(model)));
            var post = Find(parsed.GetValue(input)!, parsed.GetValue(id), cancel);
            var json = parsed.GetValue(format) == "json";
            var explanation = explainer.Explain(post, parsed.GetValue(top), withPlaces: json);
            if (json)
                Console.Out.Write(ExplanationJson.Write(explanation, parsed.GetValue(terms)));
            else
                Print(post, explanation, parsed.GetValue(terms));
            return ExitCode.Done;
        });
    }

    private static Post Find(string input, string? id, CancellationToken cancel)
    {
        var posts = PostInputs.Read([input], cancel);
        if (id is not null)
            return posts.FirstOrDefault(p => p.Id == id) ?? throw new InputException($"holds no post '{id}'; check --id", input);
        var first = posts.Take(MostIdsListed + 1).ToList();
        return first.Count switch
        {
            0 => throw new InputException("holds no post", input),
            1 => first[0],
            _ => throw new InputException($"holds several posts; choose one with --id: {string.Join(", ", first.Take(MostIdsListed).Select(p => p.Id))}{(first.Count > MostIdsListed ? ", ..." : "")}", input),
        };
    }

    private static void Print(Post post, Explanation explanation, int terms)
    {
        Console.WriteLine($"post {post.Id}: how far each term pushes a code's score above the mean of the other codes (nats)");
        foreach (var code in explanation.Codes)
        {
            var listed = code.Strongest(terms).ToList();
            Console.WriteLine();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code.Code}  {code.Score:P1}"));
            Console.WriteLine($"  total {Signed(code.Total)} = listed terms {Signed(listed.Sum(t => t.Weight))}, other terms {Signed(code.Total - code.Bias - listed.Sum(t => t.Weight))}, bias {Signed(code.Bias)}");
            Console.WriteLine($"  by block: {string.Join(", ", code.Blocks().Select(b => $"{b.Block} {Signed(b.Weight)}"))}");
            var (pro, contra) = (listed.Where(t => t.Weight > 0).ToList(), listed.Where(t => t.Weight < 0).Reverse().ToList());
            var table = Screen.Table("for", "in", "weight", "against", "in", "weight");
            for (var i = 0; i < Math.Max(pro.Count, contra.Count); i++)
                table.AddRow(new[] { Cells(pro, i), Cells(contra, i) }.SelectMany(c => c).Select(Markup.Escape).ToArray());
            Screen.Out.Write(table);
        }
    }

    private static string[] Cells(List<TermWeight> terms, int at) => at < terms.Count ? [Plain(terms[at].Term), terms[at].Block, Signed(terms[at].Weight)] : ["", "", ""];

    /// <summary>Without control characters, which could steer the terminal.</summary>
    private static string Plain(string term) => new([.. term.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string Signed(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
