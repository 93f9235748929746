using Triage.Codes;
using Triage.Experiments;
using Triage.Tests.Cli;
using Triage.Training;
using Triage.Training.Labels;
using Triage.Training.Network;

namespace Triage.Tests.Experiments;

public sealed class ExperimentRunTests : IDisposable
{
    private static readonly Experiment Quick = new() { Name = "base", Network = new NetworkOptions { Width = 12, Epochs = 4, LearningRate = 0.02f } };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_trains_nothing_and_gives_the_same_scores()
    {
        var corpus = SmallCorpus.Read(SmallCorpus.Real(60), SmallCorpus.Written(4));
        var plan = Plan(Quick with { Name = "wide", Network = Quick.Network with { Width = 20 } }, Quick with { Name = "same" });
        var (first, found) = Run(corpus, plan);
        Assert.Equal((0, 8), found);
        var (second, foundAgain) = Run(corpus, plan);
        Assert.Equal((8, 8), foundAgain);
        Assert.Equal(["base", "wide", "same"], second.Select(s => s.Experiment.Name));
        Assert.Equal(Scores(first[0]), Scores(second[0]));
        Assert.Equal(Scores(first[1]), Scores(second[1]));
        Assert.Equal(Scores(first[0]), Scores(second[2]));
        Assert.NotEqual(Scores(first[0]), Scores(first[1]));
    }

    [Fact]
    public void The_base_scores_as_plain_cross_validation_does()
    {
        var corpus = SmallCorpus.Read(SmallCorpus.Real(60), SmallCorpus.Written(4));
        var expected = CrossValidation.Run(corpus, Quick.ToRecipe(), new CrossValidationPlan(2, 2));
        var found = Run(corpus, Plan()).Scores[0];
        Assert.Equal(expected.SelectMany(s => s.Full.Code), Scores(found));
        Assert.Equal(expected.Select(s => (s.Repeat, s.Post.Id)), found.Scores.Select(s => (s.Repeat, s.Post.Id)));
    }

    [Fact]
    public void A_stopped_run_goes_on_where_it_was()
    {
        var corpus = SmallCorpus.Read(SmallCorpus.Real(60));
        using var cancel = new CancellationTokenSource();
        var stop = new Report(value =>
        {
            if (value.Done == 3)
                cancel.Cancel();
        });
        var plan = Plan(Quick with { Name = "wide", Network = Quick.Network with { Width = 20 } });
        Assert.ThrowsAny<OperationCanceledException>(() => ExperimentRun.Run(corpus, plan, _folder["cache"], 1, stop, cancel.Token));
        var (_, found) = Run(corpus, plan);
        Assert.Equal((3, 8), found);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("text")]
    [InlineData("damaged")]
    public void Other_data_and_damaged_files_are_not_taken_from_the_cache(string what)
    {
        var real = SmallCorpus.Real(60);
        Run(SmallCorpus.Read(real), Plan());
        if (what == "code")
            real[0] = (real[0].Post, real[1].Code);
        else if (what == "text")
            real[0] = (real[0].Post with { Body = "something else" }, real[0].Code);
        else
            File.WriteAllBytes(Directory.EnumerateFiles(_folder["cache"]).First(), [1, 2, 3]);
        Assert.Equal((what == "damaged" ? 3 : 0, 4), Run(SmallCorpus.Read(real), Plan()).Found);
    }

    [Fact]
    public void Coders_and_files_of_weight_0_are_not_learned_from_and_others_by_their_weight()
    {
        var corpus = SmallCorpus.Read(SmallCorpus.Real(10), SmallCorpus.Written(4));
        var none = new TeachingRows(corpus, Quick with { Coders = new CoderPolicy { Weights = new Dictionary<string, float> { [CoderPolicy.Written] = 0 } } });
        Assert.All(corpus.Posts, p => Assert.Equal(p.IsWritten, none.Of(p) is null));
        var some = new TeachingRows(corpus, Quick with { Sources = [new SourceWeight("series*", 0.5f), new SourceWeight("series2.*", 0), new SourceWeight("real.jsonl", 2)] });
        foreach (var post in corpus.Posts)
        {
            var expected = post.Source switch { "series1.jsonl" => 0.5f, "series2.jsonl" => null, "real.jsonl" => 2, _ => (float?)1 };
            Assert.Equal(expected, some.Of(post)?.Weight);
        }
    }

    [Fact]
    public void A_smaller_number_of_written_posts_is_part_of_a_larger_one_and_near_misses_stay()
    {
        var corpus = SmallCorpus.Read(SmallCorpus.Real(10), SmallCorpus.Written(20));
        HashSet<string> Kept(int? most, int seed = 1)
        {
            var rows = new TeachingRows(corpus, Quick with { WrittenPerCode = most, WrittenSeed = seed });
            return [.. corpus.Posts.Where(p => p.IsWritten && rows.Of(p) is not null).Select(p => p.Id)];
        }

        var (three, seven, all) = (Kept(3), Kept(7), Kept(null));
        Assert.Equal((32, 48, 100), (three.Count, seven.Count, all.Count));
        Assert.True(three.IsSubsetOf(seven) && seven.IsSubsetOf(all));
        Assert.All(corpus.Posts.Where(p => p.IsWritten && Verdict.Is(p.Codes[0].Code)), p => Assert.Contains(p.Id, three));
        Assert.NotEqual(three, Kept(3, seed: 2));
    }

    private static ExperimentPlan Plan(params Experiment[] others) => new(2, 2, 1, false, Quick, others);

    private static List<float> Scores(ExperimentScores scores) => [.. scores.Scores.SelectMany(s => s.Full.Code)];

    private (IReadOnlyList<ExperimentScores> Scores, (int, int) Found) Run(Corpus corpus, ExperimentPlan plan)
    {
        (int, int)? found = null;
        var scores = ExperimentRun.Run(corpus, plan, _folder["cache"], 2, new Report(value => found ??= value));
        return (scores, found!.Value);
    }

    private sealed class Report(Action<(int Done, int All)> report) : IProgress<(int Done, int All)>
    {
        void IProgress<(int Done, int All)>.Report((int Done, int All) value) => report(value);
    }
}
