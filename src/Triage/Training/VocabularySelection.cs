using Triage.Features;

namespace Triage.Training;

/// <summary>
/// Chooses the features a model knows: those in at least <c>minimum</c> of the training posts, the most frequent first when there are more than fit.
/// Ids are given in order of the terms' first ids, so that the same posts give the same vocabulary.
/// </summary>
public sealed class VocabularySelection
{
    private readonly int[] _newId;
    private readonly int[] _oldId;

    public VocabularySelection(IReadOnlyList<TrainingRow> rows, int terms, int minimum, int most)
    {
        var documents = new int[terms + 1];
        foreach (var row in rows)
        {
            foreach (var id in row.Full.Ids)
                documents[id]++;
        }

        var kept = Enumerable.Range(1, terms).Where(id => documents[id] >= minimum);
        kept = kept.OrderByDescending(id => documents[id]).ThenBy(id => id).Take(most).Order();
        _oldId = [0, .. kept];
        _newId = new int[terms + 1];
        for (var i = 1; i < _oldId.Length; i++)
            _newId[_oldId[i]] = i;
    }

    /// <summary>How many features were chosen.</summary>
    public int Features => _oldId.Length - 1;

    /// <summary>The chosen terms in id order, with an empty string for padding first.</summary>
    public string[] Terms(TermTable all) => ["", .. _oldId.Skip(1).Select(all.Term)];

    public TrainingRow Map(TrainingRow row)
    {
        var full = Map(row.Full);
        return row with { Full = full, Question = ReferenceEquals(row.Question, row.Full) ? full : Map(row.Question) };
    }

    public FeatureVector Map(FeatureVector vector)
    {
        var count = vector.Ids.Count(id => _newId[id] != 0);
        var (ids, counts) = (new int[count], new float[count]);
        var at = 0;
        for (var i = 0; i < vector.Ids.Length; i++)
        {
            var id = _newId[vector.Ids[i]];
            if (id == 0)
                continue;
            ids[at] = id;
            counts[at++] = vector.Counts[i];
        }

        return new FeatureVector(ids, counts);
    }
}
