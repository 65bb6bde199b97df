using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours.Internal;

/// <summary>
/// Every pair by inner products in single precision, sixteen rows and four queries at a time. With |a - b|² = |a|² + |b|² - 2ab, a row passes when
/// ab - |b|²/2 is at least (|a|² - worst)/2, both sides loosened by a bound of the rounding error; rows that pass are measured in double precision.
/// Rows are centred and scaled by a power of two first, which keeps the bound tight.
/// </summary>
internal sealed class DenseIndex : INeighbourIndex
{
    private const int BlockRows = 16;
    private const int TileQueries = 4;
    private const int ChunkFloats = 48 * 1024; // rows that stay in the second-level cache while the job's queries pass over them
    private const double Tiny = 1e-30; // more than single precision can lose below its smallest numbers
    private readonly int _count;
    private readonly int _columns;
    private readonly bool _isCosine;
    private readonly double[] _exact; // [row, column]
    private readonly double[] _centre; // [column]
    private readonly double _scale = 1;
    private readonly double _bound; // relative error of an inner product with its halved squares
    private readonly float[] _blocks; // [block, column, row in block]
    private readonly float[] _offsets; // [row, padded]: minus half the squared length

    public DenseIndex(SparseMatrix rows, bool isCosine)
    {
        _count = rows.RowCount;
        _columns = rows.ColumnCount;
        _isCosine = isCosine;
        _exact = DenseRows.Of(rows);
        _centre = new double[_columns];
        _bound = 4 * (_columns + 16) * 5.960464477539063e-8;
        if (!isCosine)
        {
            _scale = Centre();
        }

        var blocks = (_count + BlockRows - 1) / BlockRows;
        _blocks = new float[(long)blocks * _columns * BlockRows];
        _offsets = new float[blocks * BlockRows];
        Fill();
    }

    public void Search(SparseMatrix queries, int first, ReadOnlySpan<NearestList> found)
    {
        var tiles = (found.Length + TileQueries - 1) / TileQueries;
        var exact = new double[found.Length * _columns];
        var squares = new double[found.Length];
        var single = new float[tiles * TileQueries * _columns]; // [tile, column, query in tile]
        for (var i = 0; i < found.Length; i++)
        {
            var query = exact.AsSpan(i * _columns, _columns);
            DenseRows.Scatter(queries.Row(first + i), query);
            squares[i] = Round(query, single.AsSpan(i / TileQueries * TileQueries * _columns), i % TileQueries, TileQueries);
        }

        var chunk = Math.Max(1, ChunkFloats / Math.Max(1, _columns * BlockRows));
        var blocks = _offsets.Length / BlockRows;
        for (var start = 0; start < blocks; start += chunk)
        {
            for (var tile = 0; tile < tiles; tile++)
            {
                var size = Math.Min(TileQueries, found.Length - (tile * TileQueries));
                Tile(start, Math.Min(blocks, start + chunk), single.AsSpan(tile * TileQueries * _columns, TileQueries * _columns), exact.AsSpan(tile * TileQueries * _columns, size * _columns), squares.AsSpan(tile * TileQueries, size), found.Slice(tile * TileQueries, size));
            }
        }
    }

    private double Centre()
    {
        for (var i = 0; i < _exact.Length; i++)
        {
            _centre[i % _columns] += _exact[i] / _count;
        }

        var largest = 0.0;
        for (var i = 0; i < _exact.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(_exact[i] - _centre[i % _columns]));
        }

        return largest > 0 && double.IsFinite(largest) ? Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest) - 1, -1000, 1000)) : 1;
    }

    private void Fill()
    {
        for (var row = 0; row < _count; row++)
        {
            var block = _blocks.AsSpan(row / BlockRows * BlockRows * _columns, BlockRows * _columns);
            var square = Round(_exact.AsSpan(row * _columns, _columns), block, row % BlockRows, BlockRows);
            _offsets[row] = _isCosine ? 0 : MathF.BitIncrement((float)(-0.5 * square * (1 - _bound)));
        }
    }

    /// <summary>Writes a centred and scaled row in single precision; returns its squared length.</summary>
    private double Round(ReadOnlySpan<double> row, Span<float> target, int offset, int stride)
    {
        var square = 0.0;
        for (var column = 0; column < _columns; column++)
        {
            var value = (row[column] - _centre[column]) * _scale;
            square += value * value;
            target[(column * stride) + offset] = (float)value;
        }

        return square;
    }

    private void Tile(int start, int end, ReadOnlySpan<float> single, ReadOnlySpan<double> exact, ReadOnlySpan<double> squares, ReadOnlySpan<NearestList> found)
    {
        Span<float> limits = stackalloc float[TileQueries];
        limits.Fill(float.PositiveInfinity);
        for (var i = 0; i < found.Length; i++)
        {
            limits[i] = Limit(squares[i], found[i]);
        }

        Span<uint> passed = stackalloc uint[TileQueries];
        for (var block = start; block < end; block++)
        {
            if (!Filter(block, single, limits, passed))
            {
                continue;
            }

            for (var i = 0; i < found.Length; i++)
            {
                Offer(block, passed[i], exact.Slice(i * _columns, _columns), found[i]);
                limits[i] = passed[i] == 0 ? limits[i] : Limit(squares[i], found[i]);
            }
        }
    }

    /// <summary>The least that the filter's sum must reach; minus infinity, which all reach, where the query is too far out for single precision.</summary>
    private float Limit(double square, NearestList found)
    {
        var limit = _isCosine ? 1 - found.Worst - _bound : 0.5 * ((square * (1 - _bound)) - (found.Worst * _scale * _scale));
        return square < 1e30 ? MathF.BitDecrement((float)(limit - (1e-15 * Math.Abs(limit)) - Tiny)) : float.NegativeInfinity;
    }

    private bool Filter(int block, ReadOnlySpan<float> single, ReadOnlySpan<float> limits, Span<uint> passed)
    {
        ref var rows = ref MemoryMarshal.GetReference(_blocks.AsSpan(block * BlockRows * _columns));
        ref var query = ref MemoryMarshal.GetReference(single);
        var (a0, b0) = (Vector256.Create(_offsets, block * BlockRows), Vector256.Create(_offsets, (block * BlockRows) + 8));
        var (a1, a2, a3, b1, b2, b3) = (a0, a0, a0, b0, b0, b0);
        var columns = (nuint)_columns;
        for (nuint column = 0; column < columns; column++)
        {
            var low = Vector256.LoadUnsafe(ref rows, column * BlockRows);
            var high = Vector256.LoadUnsafe(ref rows, (column * BlockRows) + 8);
            ref var values = ref Unsafe.Add(ref query, column * TileQueries);
            var value = Vector256.Create(values);
            (a0, b0) = (Vector256.MultiplyAddEstimate(value, low, a0), Vector256.MultiplyAddEstimate(value, high, b0));
            value = Vector256.Create(Unsafe.Add(ref values, 1));
            (a1, b1) = (Vector256.MultiplyAddEstimate(value, low, a1), Vector256.MultiplyAddEstimate(value, high, b1));
            value = Vector256.Create(Unsafe.Add(ref values, 2));
            (a2, b2) = (Vector256.MultiplyAddEstimate(value, low, a2), Vector256.MultiplyAddEstimate(value, high, b2));
            value = Vector256.Create(Unsafe.Add(ref values, 3));
            (a3, b3) = (Vector256.MultiplyAddEstimate(value, low, a3), Vector256.MultiplyAddEstimate(value, high, b3));
        }

        passed[0] = Passed(a0, b0, limits[0]);
        passed[1] = Passed(a1, b1, limits[1]);
        passed[2] = Passed(a2, b2, limits[2]);
        passed[3] = Passed(a3, b3, limits[3]);
        return (passed[0] | passed[1] | passed[2] | passed[3]) != 0;
    }

    private static uint Passed(Vector256<float> low, Vector256<float> high, float limit)
    {
        // "Not below" instead of "at least": a sum that overflowed to not-a-number passes and is measured.
        var bound = Vector256.Create(limit);
        return ~(Vector256.LessThan(low, bound).ExtractMostSignificantBits() | (Vector256.LessThan(high, bound).ExtractMostSignificantBits() << 8)) & 0xFFFF;
    }

    private void Offer(int block, uint passed, ReadOnlySpan<double> query, NearestList found)
    {
        for (; passed != 0; passed &= passed - 1)
        {
            var row = (block * BlockRows) + System.Numerics.BitOperations.TrailingZeroCount(passed);
            if (row < _count)
            {
                var values = _exact.AsSpan(row * _columns, _columns);
                found.Offer(row, _isCosine ? RowDistance.Cosine(query, values) : RowDistance.SquaredEuclid(query, values));
            }
        }
    }
}
