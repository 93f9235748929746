using System.CommandLine;
using Triage.Cli.Terminal;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Posts;
using Triage.Predictions;
using Triage.Training;
using Triage.Training.Labels;

namespace Triage.Cli.Inputs;

/// <summary>Labels coded posts with a model file and puts the two side by side.</summary>
/// <param name="options">Posts and codes.</param>
/// <param name="model">The model file.</param>
/// <param name="withoutAnswers">Whether only the questions are scored.</param>
/// <param name="each">Is shown every scored post with its code rows; may be null.</param>
internal sealed class ModelEvaluation(CorpusOptions options, string model, bool withoutAnswers, Action<Post, IReadOnlyList<CodedPost>>? each = null)
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
                var post = label.Post;
                if (result.Count > 0 && result[^1].Gold.PostId == post.Id)
                {
                    // The same question once more, without its answers.
                    for (var i = result.Count - 1; i >= 0 && result[i].Gold.PostId == post.Id; i--)
                        result[i] = result[i] with { Question = label.Prediction };
                    continue;
                }

                each?.Invoke(post, rows[post.Id]);
                result.AddRange(rows[post.Id].Select(coded => new EvaluatedPost(coded, label.Prediction, label.Outcome)
                {
                    Era = Corpus.EraOf(post),
                    HasAnswers = post.Answers.Count > 0,
                }));
                progress.Report($"{result.Count} codes compared");
            }
        }

        Console.WriteLine($"posts      {CorpusText.N(rows.Count - unmatched.Count)} coded, {CorpusText.N(uncoded)} without a code");
        CorpusText.Unmatched([.. codes.Where(c => unmatched.Contains(c.PostId))]);
        Console.WriteLine("note       figures on posts that the model was trained on flatter it; its card has the cross-validated ones");
        return (result, labeller.Codebook, $"model {Path.GetFileName(model)}");

        IEnumerable<Post> Coded()
        {
            foreach (var post in options.Posts(parsed, cancel))
            {
                unmatched.Remove(post.Id);
                if (!rows.ContainsKey(post.Id) && !AddOwn(post))
                    uncoded++;
                else if (reported(post.Id))
                {
                    yield return withoutAnswers ? post.WithoutAnswers() : post;
                    if (!withoutAnswers && post.Answers.Count > 0)
                        yield return post.WithoutAnswers();
                }
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
