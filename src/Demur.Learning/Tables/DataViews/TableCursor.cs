using Microsoft.ML;
using Microsoft.ML.Data;

namespace Demur.Learning.Tables.DataViews;

/// <summary>Walks over a table, row by row.</summary>
internal sealed class TableCursor(Table table, DataViewSchema schema, IReadOnlySet<int> active) : DataViewRowCursor
{
    private int _row = -1;

    public override long Position => _row;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; } = schema;

    public override bool MoveNext()
    {
        _row = _row < table.Count - 1 ? _row + 1 : -1;
        return _row >= 0;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"The column '{column.Name}' was not asked for when the cursor was made.");
        }

        var index = column.Index;
        Delegate getter = index < table.Schema.Columns.Count && table.Schema.Columns[index].Kind == ColumnKind.Number
            ? (ValueGetter<float>)((ref float value) => value = (float)table.Records[_row].Number(index))
            : index < table.Schema.Columns.Count
                ? (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = table.Records[_row].Text(index).AsMemory())
                : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = table.Classes[table.Labels[_row]].AsMemory());
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"The column '{column.Name}' holds {column.Type}, not {typeof(TValue).Name}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);
}
