using Demur.Learning.Sparse;

namespace Demur.Learning.Tsetlin;

/// <summary>
/// Learns thresholds that turn numbers into bits: a number is as many ones as there are thresholds that it reaches, like mercury in a glass. A column of zeros and ones becomes one bit,
/// one that never changes none. Thread-safe.
/// </summary>
/// <param name="maxThresholds">The most thresholds of a column, 1 to 255; 10 by default.</param>
public sealed class ThermometerEncoder(int maxThresholds = 10)
{
    /// <summary>The most thresholds of a column.</summary>
    public int MaxThresholds { get; } = maxThresholds is >= 1 and <= 255
        ? maxThresholds
        : throw new DemurException(ErrorCode.Usage, $"{maxThresholds} thresholds a column cannot be used; use 1 to 255.");

    /// <summary>Learns the thresholds; give it the training part only. Columns of few values get a threshold at each but the lowest, others at quantiles.</summary>
    /// <param name="rows">The training rows; what is not stored is 0.</param>
    /// <returns>The thresholds.</returns>
    /// <exception cref="DemurException">There is no row, no column varies, or a value is not finite.</exception>
    public Thermometer Fit(SparseMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.RowCount == 0)
        {
            throw new DemurException("There is no row to learn thresholds from.");
        }

        var values = new List<double>[rows.ColumnCount];
        for (var row = 0; row < rows.RowCount; row++)
        {
            var cells = rows.Row(row);
            for (var i = 0; i < cells.Count; i++)
            {
                (values[cells.Indices[i]] ??= []).Add(double.IsFinite(cells.Values[i])
                    ? cells.Values[i]
                    : throw new DemurException($"Row {row} has the value {cells.Values[i]} in column {cells.Indices[i]}; thresholds need finite numbers. Fill the gap or leave the row out."));
            }
        }

        var thresholds = Array.ConvertAll(values, column => column is null ? [] : Thresholds(column, rows.RowCount));
        return Array.TrueForAll(thresholds, column => column.Length == 0)
            ? throw new DemurException($"None of {rows.ColumnCount} columns varies over {rows.RowCount} rows; there is nothing to tell classes apart by.")
            : new Thermometer(thresholds);
    }

    private double[] Thresholds(List<double> stored, int rowCount)
    {
        stored.AddRange(Enumerable.Repeat(0.0, rowCount - stored.Count));
        stored.Sort();
        var distinct = stored.Distinct().Skip(1).ToArray();
        if (distinct.Length <= MaxThresholds)
        {
            return distinct;
        }

        var quantiles = Enumerable.Range(1, MaxThresholds)
            .Select(i => stored[(int)((long)i * rowCount / (MaxThresholds + 1))])
            .Where(value => value > stored[0])
            .Distinct()
            .ToArray();

        // Where most values are the lowest, as in columns of words, what matters is to be above it at all.
        return quantiles.Length == MaxThresholds ? quantiles : [distinct[0], .. quantiles.Where(value => value > distinct[0])];
    }
}
