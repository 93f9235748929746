namespace Triage.Training.Network;

/// <summary>Draws what a step shows of a post: with or without answers, less a random share of its features, scaled to unit length.</summary>
internal sealed class FeatureSample(NetworkOptions options, SeededRandom random)
{
    private int[] _ids = new int[256];
    private float[] _weights = new float[256];
    private int _count;

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, _count);

    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _count);

    public void Draw(View view)
    {
        var question = !ReferenceEquals(view.Full, view.Question) && random.NextSingle() < options.QuestionOnly;
        var (ids, weights) = question ? (view.Row.Question.Ids, view.Question) : (view.Row.Full.Ids, view.Full);
        if (_ids.Length < ids.Length)
            (_ids, _weights) = (new int[ids.Length * 2], new float[ids.Length * 2]);
        var drop = options.FeatureDropout + ((options.FeatureDropoutMost - options.FeatureDropout) * random.NextSingle());
        _count = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            if (random.NextSingle() < drop)
                continue;
            _ids[_count] = ids[i];
            _weights[_count++] = weights[i];
        }

        TermWeighting.Normalise(_weights.AsSpan(0, _count));
    }
}
