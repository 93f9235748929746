using Triage.Codes;

namespace Triage.Evaluation.Agreement;

/// <summary>
/// Sets each coder against the code that more than half of the OTHER coders gave (his own vote would flatter him; of two coders, that is the other one),
/// and the model against the code that more than half of all coders gave.
/// </summary>
internal sealed class ConsensusComparison(CodeTable table, Func<IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<AgreementFigure>> compare)
{
    public IEnumerable<ConsensusAgreement> Run(IReadOnlyDictionary<string, string>? model)
    {
        for (var coder = 0; coder < table.Coders.Count; coder++)
        {
            var own = coder;
            yield return Against(table.Coders[own], post => table[post, own], other => other != own);
        }

        if (model is not null)
            yield return Against("model", post => model.GetValueOrDefault(table.Posts[post]), _ => true);
    }

    private ConsensusAgreement Against(string name, Func<int, string?> codeOf, Func<int, bool> counts)
    {
        List<string> own = [], consensus = [];
        var without = 0;
        for (var post = 0; post < table.Posts.Count; post++)
        {
            if (codeOf(post) is not { } code)
                continue;
            var votes = Enumerable.Range(0, table.Coders.Count).Where(counts).Select(coder => table[post, coder]).OfType<string>().ToList();
            if (votes.Count == 0)
                continue;
            var most = votes.GroupBy(vote => vote).MaxBy(group => group.Count())!;
            if (2 * most.Count() <= votes.Count)
            {
                without++;
                continue;
            }

            own.Add(code);
            consensus.Add(most.Key);
        }

        return new ConsensusAgreement(name, own.Count, without, compare(own, consensus));
    }
}
