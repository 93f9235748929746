using System.CommandLine;
using System.CommandLine.Parsing;
using Triage.Cli.Terminal;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Posts;
using Triage.Training;
using Triage.Training.Labels;

namespace Triage.Cli.Inputs;

/// <summary>Options that name coded posts, shared by the verbs that learn from them or measure on them.</summary>
internal sealed class CorpusOptions
{
    private readonly Option<string[]> _posts = new("--posts")
    {
        Description = "Files or directories of posts.",
        HelpName = "PATH",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _codes = new("--codes")
    {
        Description = "Code files (CSV) or directories of them, or the study's category.xlsx; not needed when the posts carry their codes.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _codebook = new("--codebook") { Description = "Codebook (YAML); by default data/codebook.yaml beside the program or upward from this folder.", HelpName = "FILE" };

    private readonly Option<string?> _labelField = new("--label-field")
    {
        Description = "Field of the posts that holds their code, for posts that no code file speaks of. Named, it is taken as somebody's coding and scored; by default the field 'code' of posts written for training.",
        HelpName = "FIELD",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_posts);
        command.Options.Add(_codes);
        command.Options.Add(_codebook);
        command.Options.Add(_labelField);
    }

    /// <summary>Whether a codebook is named on the command line.</summary>
    public bool NamesCodebook(CommandResult command) => command.IsGiven(_codebook);

    public Codebook Codebook(ParseResult parsed) => CodebookYaml.Read(ShippedFile.Codebook(parsed.GetValue(_codebook)));

    /// <summary>The field that holds the posts' own codes.</summary>
    public string LabelField(ParseResult parsed) => parsed.GetValue(_labelField) ?? "code";

    /// <summary>Whether the posts' own codes are to be scored: when their field is named, or when there are no other codes.</summary>
    public bool ScoresOwn(ParseResult parsed) => parsed.GetValue(_labelField) is not null || parsed.GetValue(_codes) is not { Length: > 0 };

    public IReadOnlyList<CodedPost> Codes(ParseResult parsed, Codebook codebook) => CodeInputs.Read(parsed.GetValue(_codes) ?? [], codebook);

    public IEnumerable<Post> Posts(ParseResult parsed, CancellationToken cancel) => PostInputs.Read(parsed.GetValue(_posts)!, cancel);

    /// <summary>Reads posts and codes, and says on standard output what was found.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="each">Is shown every post as it is read.</param>
    /// <param name="cancel">Stops between posts.</param>
    /// <exception cref="InputException">Something cannot be read, or a code is unknown.</exception>
    public Corpus Read(ParseResult parsed, Action<Post>? each, CancellationToken cancel)
    {
        var codebook = Codebook(parsed);
        var codes = Codes(parsed, codebook);
        using var progress = new ProgressLine();
        var n = 0;
        var posts = Posts(parsed, cancel).Select(post =>
        {
            progress.Report($"{++n} posts read");
            each?.Invoke(post);
            return post;
        });
        var corpus = Corpus.Read(posts, codes, codebook, new CoderPolicy(), LabelField(parsed), cancel, ScoresOwn(parsed));
        CorpusText.Print(corpus);
        return corpus;
    }
}
