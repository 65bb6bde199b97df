namespace Demur.Learning.Sparse.Internal;

/// <summary>Writes a matrix row by row into three growing arrays, without an object for each row.</summary>
internal sealed class SparseMatrixBuilder
{
    private readonly List<int> _starts = [0];
    private int[] _indices;
    private double[] _values;
    private int _count;

    public SparseMatrixBuilder(int valueCount)
    {
        _indices = GC.AllocateUninitializedArray<int>(Math.Max(16, valueCount));
        _values = GC.AllocateUninitializedArray<double>(_indices.Length);
    }

    /// <summary>Adds a value to the row being written; columns must ascend.</summary>
    public void Add(int column, double value)
    {
        if (value == 0)
        {
            return;
        }

        Reserve(1);
        _indices[_count] = column;
        _values[_count++] = value;
    }

    public void EndRow() => _starts.Add(_count);

    /// <summary>Adds a row that holds no zero.</summary>
    public void AddRow(SparseRow row)
    {
        Reserve(row.Count);
        row.Indices.CopyTo(_indices.AsSpan(_count));
        row.Values.CopyTo(_values.AsSpan(_count));
        _count += row.Count;
        EndRow();
    }

    /// <summary>Adds all rows of a matrix.</summary>
    public void AddRows(SparseMatrix matrix)
    {
        Reserve(matrix.NonZeroCount);
        matrix.Indices.CopyTo(_indices.AsSpan(_count));
        matrix.Values.CopyTo(_values.AsSpan(_count));
        for (var row = 0; row < matrix.RowCount; row++)
        {
            _count += matrix.Row(row).Count;
            EndRow();
        }
    }

    public SparseMatrix Build(int columnCount)
    {
        Array.Resize(ref _indices, _count);
        Array.Resize(ref _values, _count);
        return new SparseMatrix([.. _starts], _indices, _values, columnCount);
    }

    private void Reserve(int more)
    {
        if (_count + (long)more > Array.MaxLength)
        {
            throw new DemurException($"The rows hold more than {Array.MaxLength} values; use fewer rows or fewer features.");
        }

        if (_count + more > _indices.Length)
        {
            var size = (int)Math.Min(Array.MaxLength, Math.Max(_count + more, 2L * _indices.Length));
            Array.Resize(ref _indices, size);
            Array.Resize(ref _values, size);
        }
    }
}
