using System.CommandLine;
using Triage.Cli.Terminal;
using Triage.Codebooks;
using Triage.Posts;
using Triage.Predictions;
using Triage.Training;
using Triage.Training.Labels;

namespace Triage.Cli.Inputs;

/// <summary>Labels coded posts with a model file and puts the two side by side.</summary>
internal sealed class ModelEvaluation(CorpusOptions options, string model, bool withoutAnswers)
{
    /// <summary>A row for each coder of each post that is reported on and has a code.</summary>
    /// <exception cref="InputException">Model, posts or codes cannot be used.</exception>
    public (IReadOnlyList<EvaluatedPost> Posts, Codebook Codebook, string How) Run(ParseResult parsed, Func<string, bool> reported, CancellationToken cancel)
    {
        using var labeller = Labeller.Open(model);
        var codes = options.Codes(parsed, labeller.Codebook);
        var rows = codes.GroupBy(c => c.PostId).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var unmatched = rows.Keys.ToHashSet(StringComparer.Ordinal);
        var uncoded = 0;
        var result = new List<EvaluatedPost>();
        using (var progress = new ProgressLine())
        {
            foreach (var label in labeller.Label(Coded(), Environment.ProcessorCount, cancel))
            {
                result.AddRange(rows[label.Post.Id].Select(coded => new EvaluatedPost(coded, label.Prediction, label.Outcome)));
                progress.Report($"{result.Count} codes compared");
            }
        }

        Console.WriteLine($"posts      {CorpusText.N(rows.Count - unmatched.Count)} coded, {CorpusText.N(uncoded)} without a code");
        CorpusText.Unmatched([.. codes.Where(c => unmatched.Contains(c.PostId))]);
        return (result, labeller.Codebook, $"model {Path.GetFileName(model)}");

        IEnumerable<Post> Coded()
        {
            foreach (var post in options.Posts(parsed, cancel))
            {
                unmatched.Remove(post.Id);
                if (!rows.ContainsKey(post.Id) && !AddOwn(post))
                    uncoded++;
                else if (reported(post.Id))
                    yield return withoutAnswers ? post.WithoutAnswers() : post;
            }
        }

        bool AddOwn(Post post)
        {
            if (Corpus.Own(post, options.LabelField(parsed), labeller.Codebook, options.ScoresOwn(parsed)) is not { } own)
                return false;
            // Refuses a code that the model's codebook does not have.
            PostLabel.Merge([own], labeller.Codebook, new CoderPolicy());
            rows.Add(post.Id, [own]);
            return true;
        }
    }
}
