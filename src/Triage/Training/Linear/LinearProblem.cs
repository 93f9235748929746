namespace Triage.Training.Linear;

/// <summary>One row of a linear problem: unit-length sparse features, a target distribution over classes, a weight.</summary>
public sealed record LinearRow(int[] Ids, float[] Values, float[] Target, float Weight);

/// <summary>
/// What a <see cref="LinearTrainer"/> solves for each of its heads. A solution is one array: the weights, row-major [Features + 1, Classes]
/// (row 0, padding, is zero), then the bias of each class.
/// </summary>
/// <param name="Stage">Name of the head, for progress.</param>
/// <param name="Rows">At least one; ids ascend from 1 to <paramref name="Features"/>.</param>
/// <param name="Features">How many features there are.</param>
/// <param name="Classes">At least 2; some may have no row.</param>
public sealed record LinearProblem(string Stage, IReadOnlyList<LinearRow> Rows, int Features, int Classes)
{
    /// <summary>Length of a solution.</summary>
    public int Variables => (Features + 2) * Classes;

    /// <summary>Writes one class's part of a solution.</summary>
    /// <param name="solution">Of length <see cref="Variables"/>.</param>
    /// <param name="c">The class.</param>
    /// <param name="weights">Its weight of each id from 0 on; that of 0 (padding) is left out.</param>
    /// <param name="bias">Its bias.</param>
    public void Set(float[] solution, int c, IEnumerable<float> weights, float bias)
    {
        foreach (var (id, weight) in weights.Index().Skip(1))
            solution[(id * Classes) + c] = weight;
        solution[((Features + 1) * Classes) + c] = bias;
    }
}
