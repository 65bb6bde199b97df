namespace Demur.Data.Internal;

/// <summary>The cells of one record under a header that all records share.</summary>
internal sealed class TextFields(ColumnIndex index, string?[] values) : RowFields
{
    public override IReadOnlyList<string> Columns => index.Names;

    public override FieldValue Find(string name, string location)
    {
        var found = index.Find(name, out var others);
        if (others is not null)
        {
            throw Ambiguous(name, others, location);
        }

        return found < 0 ? FieldValue.Missing : FieldValue.Of(values[found]);
    }

    public override string? FindScalar(string name) => index.Find(name, out _) is >= 0 and var found ? values[found] : null;
}
