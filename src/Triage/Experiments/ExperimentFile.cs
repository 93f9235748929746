using Triage.Codebooks;

namespace Triage.Experiments;

/// <summary>What is compared, and on which splits.</summary>
/// <param name="Folds">Parts of a split.</param>
/// <param name="Repeats">How many times the posts are split anew.</param>
/// <param name="Seed">Of splits and trainings.</param>
/// <param name="ScoreWritten">Whether written posts are split and scored like the others, by era; otherwise all are on the training side of every fold.</param>
/// <param name="Base">What the others are compared with; named <c>base</c>.</param>
/// <param name="Others">In the order of the file.</param>
public sealed record ExperimentPlan(int Folds, int Repeats, int Seed, bool ScoreWritten, Experiment Base, IReadOnlyList<Experiment> Others)
{
    /// <summary>The plan with the named experiments alone; the base stays.</summary>
    /// <exception cref="InputException">A name is not in the plan.</exception>
    public ExperimentPlan Only(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(n => n != Base.Name && Others.All(o => o.Name != n)) is { } unknown)
            throw new InputException($"there is no experiment '{unknown}'; there are {string.Join(", ", Others.Select(o => o.Name).Prepend(Base.Name))}", field: "--only");
        return this with { Others = [.. Others.Where(o => names.Contains(o.Name))] };
    }
}

/// <summary>
/// Experiments as YAML:
/// <code>
/// folds: 5
/// repeats: 3
/// seed: 1
/// score_written: false
/// base:                          # all of it may be left out: the product's own settings
///   trainer: network             # or softmax
///   network: { width: 192, epochs: 25 }       # every property of NetworkOptions, in lower case with underscores
///   softmax: { l2: 2e-5 }
///   features: { least_posts: 2, most: 60000 }
///   coders: { written: 0.3, study: 1 }        # weights; 0 is not listened to
///   second_share: { unsaid: 0.15, guess: 0.35, fairly: 0.25, sure: 0.12 }
///   sources: { "series1-*.jsonl": 0.5 }       # weights by file, the last that fits holds; 0 is not trained on
///   written: { per_code: 24, seed: 1 }
///   views: both                  # or full, question
/// experiments:
/// - name: narrow
///   note: What is tried.
///   network: { width: 64 }       # only what differs from the base
/// </code>
/// </summary>
public static class ExperimentFile
{
    /// <exception cref="InputException">The file cannot be read, is no YAML, or names an unknown field, a wrong value or a name twice; with line and field.</exception>
    public static ExperimentPlan Read(string path) => Parse(StrictText.Read(path), path);

    /// <param name="yaml">The text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static ExperimentPlan Parse(string yaml, string? source = null) => new ExperimentReader(source).Read(yaml);
}
