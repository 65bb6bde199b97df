using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours.Internal;

/// <summary>For each column the rows that have a value there. Inner products come from these lists; what may be near is then measured exactly.</summary>
internal sealed class PostingsIndex : INeighbourIndex
{
    private readonly SparseMatrix _rows;
    private readonly bool _isCosine;
    private readonly int[] _starts; // [column + 1]
    private readonly int[] _postings; // rows, ascending within a column
    private readonly double[] _values;
    private readonly double[] _squares; // [row], squared length

    public PostingsIndex(SparseMatrix rows, bool isCosine)
    {
        _rows = rows;
        _isCosine = isCosine;
        _starts = new int[rows.ColumnCount + 1];
        _postings = new int[rows.NonZeroCount];
        _values = new double[rows.NonZeroCount];
        _squares = new double[rows.RowCount];
        for (var row = 0; row < rows.RowCount; row++)
        {
            _squares[row] = SquaredLength(rows.Row(row));
            foreach (var column in rows.Row(row).Indices)
            {
                _starts[column + 1]++;
            }
        }

        for (var column = 0; column < rows.ColumnCount; column++)
        {
            _starts[column + 1] += _starts[column];
        }

        Fill();
    }

    public void Search(SparseMatrix queries, int first, ReadOnlySpan<NearestList> found)
    {
        var products = new double[_rows.RowCount];
        for (var i = 0; i < found.Length; i++)
        {
            var query = queries.Row(first + i);
            Array.Clear(products);
            Multiply(query, products);
            Offer(query, products, found[i]);
        }
    }

    private void Fill()
    {
        var next = _starts.AsSpan(0, _rows.ColumnCount).ToArray();
        for (var row = 0; row < _rows.RowCount; row++)
        {
            var view = _rows.Row(row);
            for (var i = 0; i < view.Count; i++)
            {
                var position = next[view.Indices[i]]++;
                _postings[position] = row;
                _values[position] = view.Values[i];
            }
        }
    }

    private void Multiply(SparseRow query, double[] products)
    {
        for (var i = 0; i < query.Count; i++)
        {
            var value = query.Values[i];
            for (var position = _starts[query.Indices[i]]; position < _starts[query.Indices[i] + 1]; position++)
            {
                products[_postings[position]] += value * _values[position];
            }
        }
    }

    private void Offer(SparseRow query, double[] products, NearestList found)
    {
        var square = SquaredLength(query);

        // Each of the sums below has a relative error under (terms + 2) × 2^-53; eight times that is safe.
        var slack = (query.Count + 8) * 8.9e-16;
        for (var row = 0; row < products.Length; row++)
        {
            var scale = _isCosine ? 1 : square + _squares[row];
            var estimate = _isCosine ? 1 - products[row] : scale - (2 * products[row]);
            if (!(estimate - (scale * slack) > found.Worst))
            {
                found.Offer(row, _isCosine ? RowDistance.Cosine(query, _rows.Row(row)) : RowDistance.SquaredEuclid(query, _rows.Row(row)));
            }
        }
    }

    private static double SquaredLength(SparseRow row)
    {
        var sum = 0.0;
        foreach (var value in row.Values)
        {
            sum += value * value;
        }

        return sum;
    }
}
