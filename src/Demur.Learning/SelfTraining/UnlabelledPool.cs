using Demur.Learning.Sparse;

namespace Demur.Learning.SelfTraining;

/// <summary>Rows without labels. Keep test rows out of it.</summary>
/// <param name="Rows">The rows, as wide as the labelled ones.</param>
/// <param name="Truth">For each row its class, where it is known: it goes into the trace, never into training. Null where it is not known.</param>
public sealed record UnlabelledPool(SparseMatrix Rows, IReadOnlyList<int>? Truth = null)
{
    internal void Validate(ExampleSet labelled)
    {
        if (Rows.ColumnCount != labelled.Features.ColumnCount)
        {
            throw new DemurException($"The pool has {Rows.ColumnCount} columns, the labelled rows {labelled.Features.ColumnCount}; both must come from the same encoder.");
        }

        if (Truth is not null && Truth.Count != Rows.RowCount)
        {
            throw new DemurException($"The pool has {Rows.RowCount} rows and {Truth.Count} true classes; they must be equally many.");
        }

        for (var row = 0; row < Rows.RowCount; row++)
        {
            var cells = Rows.Row(row);
            for (var i = 0; i < cells.Count; i++)
            {
                if (!double.IsFinite(cells.Values[i]))
                {
                    throw new DemurException($"Row {row} of the pool has the value {cells.Values[i]} in feature {cells.Indices[i]}; learners need finite numbers. Fill the gap or leave the row out.");
                }
            }
        }
    }
}
