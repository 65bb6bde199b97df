using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours.Internal;

/// <summary>A k-d tree (Bentley 1975) whose nodes keep the box around their rows; a node is passed over when its box is farther than the list's worst row.</summary>
internal sealed class TreeIndex : INeighbourIndex
{
    private const int LeafRows = 16;
    private readonly int _columns;
    private readonly int[] _order; // rows, so that each node owns a stretch
    private readonly double[] _values; // [position in the order, column]
    private readonly List<Node> _nodes = [];
    private readonly List<double> _boxes = []; // [node, lower bounds then upper bounds]

    public TreeIndex(SparseMatrix rows)
    {
        _columns = rows.ColumnCount;
        _order = [.. Enumerable.Range(0, rows.RowCount)];
        var dense = DenseRows.Of(rows);
        if (rows.RowCount > 0)
        {
            Build(dense, 0, rows.RowCount);
        }

        _values = new double[dense.Length];
        for (var i = 0; i < _order.Length; i++)
        {
            dense.AsSpan(_order[i] * _columns, _columns).CopyTo(_values.AsSpan(i * _columns));
        }
    }

    public void Search(SparseMatrix queries, int first, ReadOnlySpan<NearestList> found)
    {
        var query = new double[_columns];
        for (var i = 0; i < found.Length; i++)
        {
            Array.Clear(query);
            DenseRows.Scatter(queries.Row(first + i), query);
            Visit(0, Distance(0, query), query, found[i]);
        }
    }

    private int Build(double[] dense, int start, int end)
    {
        var node = _nodes.Count;
        _nodes.Add(new Node(start, end, 0, 0));
        var widest = AddBox(dense, start, end);
        if (end - start <= LeafRows || widest < 0)
        {
            return node;
        }

        var keys = new double[end - start];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = dense[(_order[start + i] * _columns) + widest];
        }

        keys.AsSpan().Sort(_order.AsSpan(start..end));
        var middle = start + ((end - start) / 2);
        var left = Build(dense, start, middle);
        _nodes[node] = new Node(start, end, left, Build(dense, middle, end));
        return node;
    }

    /// <summary>Keeps the box around the rows; returns its widest side, or -1 where all rows are equal.</summary>
    private int AddBox(double[] dense, int start, int end)
    {
        var lower = new double[_columns];
        var upper = new double[_columns];
        lower.AsSpan().Fill(double.PositiveInfinity);
        upper.AsSpan().Fill(double.NegativeInfinity);
        for (var i = start; i < end; i++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var value = dense[(_order[i] * _columns) + column];
                lower[column] = Math.Min(lower[column], value);
                upper[column] = Math.Max(upper[column], value);
            }
        }

        _boxes.AddRange(lower);
        _boxes.AddRange(upper);
        var widest = -1;
        for (var column = 0; column < _columns; column++)
        {
            var width = upper[column] - lower[column];
            widest = width > (widest < 0 ? 0 : upper[widest] - lower[widest]) ? column : widest;
        }

        return widest;
    }

    private void Visit(int node, double distance, double[] query, NearestList found)
    {
        // Equal distances go on: a row with a lower number may still win.
        if (distance > found.Worst || _nodes.Count == 0)
        {
            return;
        }

        var (start, end, left, right) = _nodes[node];
        if (left == 0)
        {
            for (var i = start; i < end; i++)
            {
                found.Offer(_order[i], RowDistance.SquaredEuclid(query, _values.AsSpan(i * _columns, _columns)));
            }

            return;
        }

        var (near, far) = (Distance(left, query), Distance(right, query));
        var isLeftFirst = near <= far;
        Visit(isLeftFirst ? left : right, Math.Min(near, far), query, found);
        Visit(isLeftFirst ? right : left, Math.Max(near, far), query, found);
    }

    /// <summary>The distance to a node's box. Rounding is monotone and the sum has the order of <see cref="RowDistance"/>, so no row inside is computed nearer.</summary>
    private double Distance(int node, double[] query)
    {
        if (_nodes.Count == 0)
        {
            return 0;
        }

        var sum = 0.0;
        var box = node * 2 * _columns;
        for (var column = 0; column < _columns; column++)
        {
            var outside = Math.Max(0, Math.Max(_boxes[box + column] - query[column], query[column] - _boxes[box + _columns + column]));
            sum += outside * outside;
        }

        return sum;
    }

    private readonly record struct Node(int Start, int End, int Left, int Right);
}
