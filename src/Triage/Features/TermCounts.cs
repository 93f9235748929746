namespace Triage.Features;

/// <summary>Scratch for counting the terms of one post: a counter for each term of the table, and the list of those touched.</summary>
internal sealed class TermCounts
{
    private TermTable _terms = new();
    private bool _grow;
    private int[] _counts = [];
    private int[] _touched = new int[256];
    private int _distinct;

    /// <summary>Room for two tokens and a space between.</summary>
    public byte[] Pair { get; } = new byte[512];

    public void Begin(TermTable terms, bool grow)
    {
        (_terms, _grow, _distinct) = (terms, grow, 0);
        if (_counts.Length <= terms.Count)
            _counts = new int[terms.Count + 1];
    }

    public void Add(byte prefix, ReadOnlySpan<byte> token)
    {
        var id = _grow ? _terms.Add(prefix, token) : _terms.Find(prefix, token);
        if (id == 0)
            return;
        if (id >= _counts.Length)
            Array.Resize(ref _counts, id * 2);
        if (_counts[id]++ > 0)
            return;
        if (_distinct == _touched.Length)
            Array.Resize(ref _touched, _distinct * 2);
        _touched[_distinct++] = id;
    }

    /// <summary>The counts as a vector, ids ascending; the scratch is clean again.</summary>
    public FeatureVector ToVector()
    {
        var ids = _touched.AsSpan(0, _distinct).ToArray();
        Array.Sort(ids);
        var counts = new float[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            counts[i] = _counts[ids[i]];
            _counts[ids[i]] = 0;
        }

        return new FeatureVector(ids, counts);
    }
}
