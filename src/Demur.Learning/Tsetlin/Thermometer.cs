using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning.Tsetlin;

/// <summary>Thresholds that turn numbers into bits. Immutable and thread-safe.</summary>
public sealed class Thermometer
{
    private readonly double[][] _thresholds; // [column], ascending
    private readonly int[] _firstBits; // [column + 1]

    internal Thermometer(double[][] thresholds)
    {
        _thresholds = thresholds;
        _firstBits = new int[thresholds.Length + 1];
        for (var column = 0; column < thresholds.Length; column++)
        {
            _firstBits[column + 1] = checked(_firstBits[column] + thresholds[column].Length);
        }
    }

    /// <summary>The number of columns of numbers.</summary>
    public int ColumnCount => _thresholds.Length;

    /// <summary>The number of bits a row becomes.</summary>
    public int BitCount => _firstBits[^1];

    /// <summary>The thresholds of a column, ascending.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <returns>The thresholds; empty for a column that did not vary.</returns>
    public ReadOnlySpan<double> ThresholdsOf(int column) => _thresholds[column];

    /// <summary>Says what a bit means.</summary>
    /// <param name="bit">The bit, from 0.</param>
    /// <returns>The column and the threshold; the bit is 1 where the number is at least the threshold.</returns>
    public (int Column, double Threshold) Meaning(int bit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bit, BitCount);
        var column = Array.BinarySearch(_firstBits, bit) is var found && found >= 0 ? found : ~found - 1;
        while (_thresholds[column].Length == 0)
        {
            column++;
        }

        return (column, _thresholds[column][bit - _firstBits[column]]);
    }

    /// <summary>Turns rows of numbers into rows of bits.</summary>
    /// <param name="rows">The rows; columns past <see cref="ColumnCount"/> are ignored.</param>
    /// <returns>The bits.</returns>
    public BitMatrix Transform(SparseMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var bits = BitMatrix.Empty(rows.RowCount, BitCount);
        for (var row = 0; row < rows.RowCount; row++)
        {
            Write(rows.Row(row), bits.Words(row));
        }

        return bits;
    }

    /// <summary>Turns one row of numbers into bits.</summary>
    /// <param name="row">The row; columns past <see cref="ColumnCount"/> are ignored, not-a-number reaches no threshold.</param>
    /// <param name="bits">Receives the bits, lowest first; as many words as <see cref="BitCount"/> takes.</param>
    public void Write(SparseRow row, Span<ulong> bits)
    {
        bits.Clear();
        var next = 0;
        for (var column = 0; column < _thresholds.Length; column++)
        {
            var value = 0.0;
            if (next < row.Count && row.Indices[next] == column)
            {
                value = row.Values[next++];
            }

            for (var i = 0; i < _thresholds[column].Length && value >= _thresholds[column][i]; i++)
            {
                var bit = _firstBits[column] + i;
                bits[bit >> 6] |= 1UL << bit;
            }
        }
    }

    /// <summary>Writes the thresholds.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32s(_firstBits);
        writer.WriteDoubles([.. _thresholds.SelectMany(column => column)]);
    }

    /// <summary>Reads thresholds that <see cref="Write(ModelWriter)"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The thresholds.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static Thermometer Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var firstBits = reader.ReadInt32s();
        var values = reader.ReadDoubles();
        if (firstBits.Length < 2 || firstBits[0] != 0 || firstBits[^1] != values.Length || values.Length == 0)
        {
            throw reader.Damaged($"thresholds of {firstBits.Length - 1} columns that do not fill {values.Length} places");
        }

        var thresholds = new double[firstBits.Length - 1][];
        for (var column = 0; column < thresholds.Length; column++)
        {
            var (start, end) = (firstBits[column], firstBits[column + 1]);
            var isWhole = start <= end && end <= values.Length;
            for (var i = start + 1; isWhole && i < end; i++)
            {
                isWhole = values[i] > values[i - 1];
            }

            thresholds[column] = isWhole ? values[start..end] : throw reader.Damaged($"thresholds of column {column} out of order");
        }

        return new Thermometer(thresholds);
    }
}
