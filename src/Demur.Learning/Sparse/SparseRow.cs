namespace Demur.Learning.Sparse;

/// <summary>A view of one sparse row: ascending column indices and the values that stand there. It owns no memory and must not outlive its buffers.</summary>
public readonly ref struct SparseRow
{
    /// <summary>Makes a view of two buffers of equal length.</summary>
    /// <param name="indices">The columns, strictly ascending.</param>
    /// <param name="values">The values, one for each column.</param>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public SparseRow(ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
    {
        if (indices.Length != values.Length)
        {
            throw new ArgumentException($"A row has {indices.Length} columns and {values.Length} values; they must be equally many.", nameof(values));
        }

        Indices = indices;
        Values = values;
    }

    /// <summary>The columns of the stored values, strictly ascending.</summary>
    public ReadOnlySpan<int> Indices { get; }

    /// <summary>The stored values, in the order of <see cref="Indices"/>.</summary>
    public ReadOnlySpan<double> Values { get; }

    /// <summary>The number of stored values.</summary>
    public int Count => Indices.Length;

    /// <summary>The inner product with dense weights.</summary>
    /// <param name="weights">One weight for each column; columns past its end count as 0.</param>
    /// <returns>The sum of value times weight, added up in column order.</returns>
    public double Dot(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < Indices.Length; i++)
        {
            var column = Indices[i];
            if ((uint)column < (uint)weights.Length)
            {
                sum += Values[i] * weights[column];
            }
        }

        return sum;
    }

    /// <summary>Finds the value of one column by bisection.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The stored value, or 0.</returns>
    public double ValueAt(int column)
    {
        var position = Indices.BinarySearch(column);
        return position < 0 ? 0 : Values[position];
    }

    /// <summary>Copies the view to the heap.</summary>
    /// <returns>A vector that keeps its own memory.</returns>
    public SparseVector ToVector() => new(Indices.ToArray(), Values.ToArray());
}
