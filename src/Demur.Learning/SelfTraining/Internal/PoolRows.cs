using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;

namespace Demur.Learning.SelfTraining.Internal;

/// <summary>Joins pool rows to labelled ones.</summary>
internal static class PoolRows
{
    /// <summary>Adds rows of a pool with given labels; each counts 1.</summary>
    public static ExampleSet Add(ExampleSet set, SparseMatrix pool, IReadOnlyList<(int Row, int Label)> given)
    {
        var builder = new SparseMatrixBuilder(set.Features.NonZeroCount + (given.Count * 16));
        builder.AddRows(set.Features);
        foreach (var (row, _) in given)
        {
            builder.AddRow(pool.Row(row));
        }

        return new ExampleSet(
            builder.Build(set.Features.ColumnCount),
            [.. set.Labels, .. given.Select(item => item.Label)],
            set.Classes,
            [.. Enumerable.Range(0, set.Count).Select(set.Weight), .. given.Select(_ => 1.0)]);
    }
}
