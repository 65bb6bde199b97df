using Microsoft.ML;
using Microsoft.ML.Data;

namespace Demur.Learning.Tables.DataViews;

/// <summary>A table under ML.NET's interface.</summary>
internal sealed class TableView : IDataView
{
    private readonly Table _table;

    public TableView(Table table)
    {
        _table = table;
        var builder = new DataViewSchema.Builder();
        foreach (var column in table.Schema.Columns)
        {
            builder.AddColumn(column.Name, column.Kind == ColumnKind.Number ? NumberDataViewType.Single : TextDataViewType.Instance);
        }

        builder.AddColumn(table.Schema.Target, TextDataViewType.Instance);
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _table.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new TableCursor(_table, Schema, columnsNeeded.Select(column => column.Index).ToHashSet());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
