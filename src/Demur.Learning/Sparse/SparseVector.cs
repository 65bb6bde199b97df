namespace Demur.Learning.Sparse;

/// <summary>An immutable sparse vector on the heap: ascending column indices and their values.</summary>
public sealed class SparseVector
{
    private readonly int[] _indices;
    private readonly double[] _values;

    /// <summary>Makes a vector; the arrays are kept, not copied.</summary>
    /// <param name="indices">The columns, strictly ascending and not negative.</param>
    /// <param name="values">The values, one for each column.</param>
    /// <exception cref="ArgumentException">The arrays differ in length, or the columns do not ascend.</exception>
    public SparseVector(int[] indices, double[] values)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(values);
        if (indices.Length != values.Length)
        {
            throw new ArgumentException($"A vector has {indices.Length} columns and {values.Length} values; they must be equally many.", nameof(values));
        }

        var previous = -1;
        foreach (var column in indices)
        {
            if (column <= previous)
            {
                throw new ArgumentException($"Column {column} follows column {previous}; columns must ascend and start at 0 or later.", nameof(indices));
            }

            previous = column;
        }

        _indices = indices;
        _values = values;
    }

    /// <summary>A view of the vector.</summary>
    public SparseRow Row => new(_indices, _values);

    /// <summary>The columns of the stored values.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>The stored values.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The number of stored values.</summary>
    public int Count => _indices.Length;
}
