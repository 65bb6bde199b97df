namespace Demur.Data.Internal;

/// <summary>One row of a row group.</summary>
internal sealed class ParquetFields(ColumnIndex index, ParquetColumn[] columns, int row) : RowFields
{
    public override IReadOnlyList<string> Columns => index.Names;

    public override FieldValue Find(string name, string location)
    {
        var found = index.Find(name, out var others);
        if (others is not null)
        {
            throw Ambiguous(name, others, location);
        }

        return found < 0 ? FieldValue.Missing : FieldValue.Of(columns[found].TextOf(row, location));
    }

    public override string? FindScalar(string name) => index.Find(name, out _) is >= 0 and var found && columns[found].IsFlat ? columns[found].TextOf(row, "") : null;
}
