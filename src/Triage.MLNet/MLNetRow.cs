using Microsoft.ML;
using Microsoft.ML.Data;
using Triage.Training.Linear;

namespace Triage.MLNet;

/// <summary>A row as ML.NET reads it.</summary>
internal sealed class MLNetRow
{
    /// <summary>Slots are our feature ids, so there is one more than features, and slot 0 (padding) is always empty.</summary>
    public VBuffer<float> Features;

    /// <summary>The class, counted from 0: a row's key counts from 0 where the schema gives it a <see cref="KeyDataViewType"/>.</summary>
    public uint Label;

    /// <summary>For one-versus-all: whether the row is of the class that is learned.</summary>
    public bool IsOfClass;

    public float Weight;

    /// <summary>A row for each class a row's target gives something to, weighted by it; cross-entropy over these is that of the soft target.</summary>
    public static IEnumerable<MLNetRow> OfEachClass(LinearProblem problem) =>
        from row in problem.Rows
        from c in Enumerable.Range(0, problem.Classes)
        where row.Target[c] > 0
        select Of(row, problem, c, row.Weight * row.Target[c]);

    /// <summary>One row a row, for its heaviest class (the first of equals).</summary>
    public static IEnumerable<MLNetRow> OfHeaviest(LinearProblem problem) =>
        problem.Rows.Select(row => Of(row, problem, Array.IndexOf(row.Target, row.Target.Max()), row.Weight));

    public static IDataView Load(MLContext ml, IEnumerable<MLNetRow> rows, LinearProblem problem)
    {
        var schema = SchemaDefinition.Create(typeof(MLNetRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, problem.Features + 1);
        schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), problem.Classes);
        return ml.Data.LoadFromEnumerable(rows, schema);
    }

    private static MLNetRow Of(LinearRow row, LinearProblem problem, int c, float weight) => new()
    {
        Features = new VBuffer<float>(problem.Features + 1, row.Ids.Length, row.Values, row.Ids),
        Label = (uint)c,
        Weight = weight,
    };
}
