namespace Demur.Data.Internal;

/// <summary>One row of a row group. A value is made when it is first asked for.</summary>
internal sealed class ParquetFields(ColumnIndex index, ParquetColumn[] columns, int row) : RowFields
{
    private readonly FieldValue[] _values = new FieldValue[columns.Length];

    public override IReadOnlyList<string> Columns => index.Names;

    public override FieldValue Find(string name, string location)
    {
        var found = index.Find(name, out var others);
        if (others is not null)
        {
            throw Ambiguous(name, others, location);
        }

        return found < 0 ? FieldValue.Missing : ValueAt(found, location);
    }

    public override string? FindScalar(string name) => index.Find(name, out _) is >= 0 and var found && columns[found].IsFlat ? ValueAt(found, "").ToText() : null;

    private FieldValue ValueAt(int column, string location)
    {
        ref var value = ref _values[column];
        value = value.Exists ? value : columns[column].ValueAt(row, location);
        return value;
    }
}
