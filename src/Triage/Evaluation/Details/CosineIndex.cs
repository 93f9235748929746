using Triage.Features;

namespace Triage.Evaluation.Details;

/// <summary>
/// Documents to compare with by the cosine of their TF-IDF vectors (Salton and Buckley, Information Processing and Management 24 (1988), 513-523):
/// weight of a term = (1 + ln count) x ln(documents / documents with the term).
/// </summary>
internal sealed class CosineIndex
{
    private readonly Dictionary<int, List<(int Document, double Weight)>> postings = [];
    private readonly int documents;

    public CosineIndex(IReadOnlyList<FeatureVector> vectors)
    {
        documents = vectors.Count;
        var frequency = new Dictionary<int, int>();
        foreach (var id in vectors.SelectMany(vector => vector.Ids))
            frequency[id] = frequency.GetValueOrDefault(id) + 1;
        Idf = frequency.ToDictionary(entry => entry.Key, entry => Math.Log(documents / (double)entry.Value));
        for (var i = 0; i < vectors.Count; i++)
        {
            foreach (var (id, weight) in Weights(vectors[i]))
            {
                if (!postings.TryGetValue(id, out var list))
                    postings.Add(id, list = []);
                list.Add((i, weight));
            }
        }
    }

    private Dictionary<int, double> Idf { get; }

    /// <summary>Cosine (0..1) of each document with the query.</summary>
    public double[] Similarities(FeatureVector query)
    {
        var cosines = new double[documents];
        foreach (var (id, weight) in Weights(query))
        {
            if (!postings.TryGetValue(id, out var list))
                continue;
            foreach (var (document, own) in list)
                cosines[document] += weight * own;
        }

        return cosines;
    }

    private List<(int Id, double Weight)> Weights(FeatureVector vector)
    {
        var weights = new List<(int Id, double Weight)>(vector.Ids.Length);
        for (var i = 0; i < vector.Ids.Length; i++)
        {
            if (Idf.GetValueOrDefault(vector.Ids[i]) is > 0 and var idf)
                weights.Add((vector.Ids[i], (1 + Math.Log(vector.Counts[i])) * idf));
        }

        var length = Math.Sqrt(weights.Sum(entry => entry.Weight * entry.Weight));
        return length > 0 ? weights.ConvertAll(entry => (entry.Id, entry.Weight / length)) : [];
    }
}
