using System.Security.Cryptography;
using System.Text;
using Triage.Codebooks;
using Triage.Codes;
using Triage.Features;
using Triage.Posts;
using Triage.Training.Labels;

namespace Triage.Training;

/// <summary>One coded post, read and cut into features once, for however many models are trained on it.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="Row">Its features over <see cref="Corpus.Terms"/> and what its coders teach.</param>
/// <param name="Codes">The coders' rows; for a written post, the code it carries.</param>
/// <param name="IsWritten">True for posts that carry their own code because they were written for training: they are trained on, and scored only when asked for.</param>
/// <param name="Era">What the post says of its time (<c>era</c>, or the year it was asked in); empty when it says nothing.</param>
/// <param name="Source">Name of the file it came from, without folder.</param>
public sealed record CorpusPost(string Id, TrainingRow Row, IReadOnlyList<CodedPost> Codes, bool IsWritten, string Era, string Source)
{
    /// <summary>The code row of <paramref name="coder"/>, if any.</summary>
    public CodedPost? By(string coder) => Codes.FirstOrDefault(c => c.Coder == coder);
}

/// <summary>All posts to learn from, as features over one growing table of terms.</summary>
public sealed class Corpus
{
    private Corpus(Codebook codebook, TermTable terms, IReadOnlyList<CorpusPost> posts, IReadOnlyList<CodedPost> unmatched, string fingerprint, int uncoded)
    {
        (Codebook, Terms, Posts, Unmatched, Fingerprint, Uncoded) = (codebook, terms, posts, unmatched, fingerprint, uncoded);
        Labels = new LabelSpace(
            codebook.Count,
            [.. Enumerable.Range(0, codebook.Count).Select(codebook.TopOf)],
            [.. Enumerable.Range(0, codebook.Count).Select(codebook.InnerOf)]);
    }

    public Codebook Codebook { get; }

    public LabelSpace Labels { get; }

    public TermTable Terms { get; }

    /// <summary>Coded posts, in the order they were read.</summary>
    public IReadOnlyList<CorpusPost> Posts { get; }

    /// <summary>Code rows whose post was not among the posts.</summary>
    public IReadOnlyList<CodedPost> Unmatched { get; }

    /// <summary>How many posts were read that nobody had coded.</summary>
    public int Uncoded { get; }

    /// <summary>SHA-256 over ids, texts and codes of the coded posts, in order.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads posts with their codes.</summary>
    /// <param name="posts">Posts, each id once.</param>
    /// <param name="codes">Rows of the code files; may be empty when the posts carry their codes.</param>
    /// <param name="codebook">The codes.</param>
    /// <param name="policy">How coders are weighed.</param>
    /// <param name="labelField">Field of a post (see <see cref="Post.Labels"/>) that carries its own code; posts of which a code file speaks are not asked.</param>
    /// <param name="cancel">Stops between posts.</param>
    /// <param name="scoreOwn">
    /// Whether the codes that posts carry are somebody's coding of real questions, to be split and scored like rows of a code file; their coder is then
    /// the post's <c>coder</c>, or the field's name. Otherwise such posts are taken as written for training.
    /// </param>
    /// <exception cref="InputException">A code is not in the codebook.</exception>
    public static Corpus Read(
        IEnumerable<Post> posts, IEnumerable<CodedPost> codes, Codebook codebook, CoderPolicy policy, string labelField = "code", CancellationToken cancel = default,
        bool scoreOwn = false)
    {
        var byPost = codes.ToLookup(c => c.PostId);
        var seen = new HashSet<string>();
        var terms = new TermTable();
        var text = new PostText();
        var read = new List<CorpusPost>();
        var uncoded = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var post in posts)
        {
            cancel.ThrowIfCancellationRequested();
            seen.Add(post.Id);
            var rows = byPost[post.Id].ToList();
            var own = rows.Count == 0 ? Own(post, labelField, codebook, scoreOwn) : null;
            if (own is not null)
                rows = [own];
            var label = PostLabel.Merge(rows, codebook, policy);
            if (rows.Count == 0)
            {
                uncoded++;
                continue;
            }

            Hash(hash, post, rows);
            var era = EraOf(post);
            read.Add(new CorpusPost(post.Id, Row(post, label, text, terms), rows, own is not null && !scoreOwn, era, Path.GetFileName(post.Source ?? "")));
        }

        var unmatched = byPost.Where(g => !seen.Contains(g.Key)).SelectMany(g => g).ToList();
        return new Corpus(codebook, terms, read, unmatched, Convert.ToHexStringLower(hash.GetHashAndReset()), uncoded);
    }

    private static TrainingRow Row(Post post, PostLabel label, PostText text, TermTable terms)
    {
        text.Set(post);
        var full = Featurizer.Collect(text, terms);
        var question = full;
        if (post.Answers.Count > 0)
        {
            text.Set(post.WithoutAnswers());
            question = Featurizer.Collect(text, terms);
        }

        return new TrainingRow(post.Id, full, question, label.Codes, label.Relevance, label.Weight);
    }

    /// <summary>What a post says of its time: its field <c>era</c>, or the year it was asked in; empty when it says nothing.</summary>
    public static string EraOf(Post post) => post.Labels.GetValueOrDefault("era") ?? post.CreationDate?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>The code that a post carries itself; null when it carries none.</summary>
    /// <param name="post">The post.</param>
    /// <param name="field">The field that holds it.</param>
    /// <param name="codebook">Gives ids for other spellings.</param>
    /// <param name="isCoding">As <c>scoreOwn</c> of <see cref="Read"/>.</param>
    public static CodedPost? Own(Post post, string field, Codebook codebook, bool isCoding)
    {
        if (!post.Labels.TryGetValue(field, out var code) || code.Length == 0)
            return null;
        var coder = post.Labels.GetValueOrDefault("coder") is { Length: > 0 } named ? named : isCoding ? field : CoderPolicy.Written;
        var second = post.Labels.GetValueOrDefault("second_code") is { Length: > 0 } other && other != code ? Id(other, codebook) : null;
        return new CodedPost(post.Id, Id(code, codebook), second, 3, coder) { Source = post.Source, Line = post.Line };
    }

    private static string Id(string spelling, Codebook codebook) => codebook.Resolve(spelling)?.Id ?? spelling;

    private static void Hash(IncrementalHash hash, Post post, List<CodedPost> rows)
    {
        Add(post.Id);
        Add(post.Title);
        Add(post.Body);
        foreach (var tag in post.Tags)
            Add(tag);
        foreach (var answer in post.Answers)
            Add(answer.Body);
        foreach (var row in rows)
            Add($"{row.Code}\t{row.SecondCode}\t{row.Confidence}\t{row.Coder}");

        void Add(string part)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData("\0"u8);
        }
    }
}
