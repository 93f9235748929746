using Triage.Codebooks;
using Triage.Codes;

namespace Triage.Training.Labels;

/// <summary>What all coders of a post together teach.</summary>
/// <param name="Codes">Distribution over codes, ascending by code; empty when most say the post is not about deployment, or none could tell the challenge.</param>
/// <param name="Relevance">Share of the coders' weight that says it is about deployment; null when nobody judged it.</param>
/// <param name="Weight">Mean weight of the coders that judged it.</param>
public sealed record PostLabel(IReadOnlyList<LabelMass> Codes, float? Relevance, float Weight)
{
    public static PostLabel Nothing { get; } = new([], null, 1);

    /// <summary>
    /// Merges the rows of one post. A coder's runner-up gets a share of the label by the coder's confidence. Machine labels count only when a person accepted them.
    /// </summary>
    /// <exception cref="InputException">A row names a code that the codebook lacks.</exception>
    public static PostLabel Merge(IEnumerable<CodedPost> rows, Codebook codebook, CoderPolicy policy)
    {
        var mass = new SortedDictionary<int, float>();
        float judged = 0, relevant = 0, coded = 0;
        var coders = 0;
        foreach (var row in rows.Where(IsTrusted))
        {
            if (row.Code == Verdict.Pending)
                continue;
            var weight = policy.WeightOf(row.Coder);
            judged += weight;
            coders++;
            if (row.Code == Verdict.NotDeployment)
                continue;
            relevant += weight;
            if (row.Code == Verdict.Unclear)
                continue;
            coded += weight;
            var second = string.IsNullOrEmpty(row.SecondCode) || Verdict.Is(row.SecondCode) ? -1 : Index(codebook, row.SecondCode, row);
            var share = second < 0 ? 0 : policy.ShareOfSecond(row.Confidence);
            Add(mass, Index(codebook, row.Code, row), weight * (1 - share));
            if (share > 0)
                Add(mass, second, weight * share);
        }

        if (judged <= 0)
            return Nothing;
        var codes = relevant / judged < 0.5f ? [] : mass.Select(m => new LabelMass(m.Key, m.Value / coded)).ToList();
        return new PostLabel(codes, relevant / judged, judged / coders);
    }

    private static bool IsTrusted(CodedPost row) =>
        !CoderPolicy.IsMachine(row.Coder) || !string.IsNullOrWhiteSpace(row.Extra.GetValueOrDefault(CoderPolicy.AcceptedBy));

    private static void Add(SortedDictionary<int, float> mass, int code, float share) => mass[code] = mass.GetValueOrDefault(code) + share;

    private static int Index(Codebook codebook, string code, CodedPost row) =>
        codebook.IndexOf(code) is >= 0 and var index
            ? index
            : throw new InputException(UnknownCode.Message(code, codebook), row.Source, row.Line > 0 ? row.Line : null, "code");
}
