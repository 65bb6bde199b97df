using Microsoft.ML;

namespace Demur.Learning.Tables.DataViews;

/// <summary>The bridge to ML.NET: tables as <see cref="IDataView"/>, and the reverse. It needs ML.NET's interfaces only, none of its native code.</summary>
public static class TableDataView
{
    /// <summary>Shows a table to ML.NET: numbers as <see cref="float"/>, not-a-number where they are missing; categories and texts as text, empty where they are missing; the class as text under the target's name.</summary>
    /// <param name="table">The table.</param>
    /// <returns>A view of the table; it copies nothing and may be read by several cursors.</returns>
    public static IDataView ToDataView(this Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new TableView(table);
    }

    /// <summary>Reads a table from ML.NET. Columns of numbers and truth values become numbers, with not-a-number as a gap; texts become categories or texts by <see cref="ColumnRules"/>; vectors, keys and other types are left out and said so.</summary>
    /// <param name="view">The view; it is read once.</param>
    /// <param name="options">The target and what is known of the columns; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The table; rows without a class are left out.</returns>
    /// <exception cref="DemurException">There is no target, or its classes cannot be learned.</exception>
    public static Table FromDataView(IDataView view, TableOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TableViewReader(view, options ?? new TableOptions()).Read(cancellationToken);
    }
}
