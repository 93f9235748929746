using Triage.Posts;

namespace Triage.Cli.Inputs;

/// <summary>Keeps a few posts of a stream, spread over the whole of it, whatever its length.</summary>
internal sealed class PostSample
{
    private const int Most = 100;

    private readonly List<Post> _posts = [];
    private int _seen;
    private int _step = 1;

    public IReadOnlyList<Post> Posts => _posts;

    public void See(Post post)
    {
        if (_seen++ % _step != 0)
            return;
        _posts.Add(post);
        if (_posts.Count <= Most)
            return;
        for (var i = _posts.Count - 1; i > 0; i -= 2)
            _posts.RemoveAt(i % 2 == 1 ? i : i - 1);
        _step *= 2;
    }
}
