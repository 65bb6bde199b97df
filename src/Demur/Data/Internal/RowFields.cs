namespace Demur.Data.Internal;

/// <summary>The values of one record by column name, whatever the format.</summary>
internal abstract class RowFields
{
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Finds a top-level column, exactly or else ignoring case.</summary>
    /// <returns>The value; <see cref="FieldValue.Missing"/> when there is none.</returns>
    public abstract FieldValue Find(string name, string location);

    /// <summary>The text of a column that stands for itself; null when it is absent, null, nested or ambiguous.</summary>
    public abstract string? FindScalar(string name);

    protected static DemurException Ambiguous(string name, IEnumerable<string> candidates, string location) =>
        new(ErrorCode.Column, $"{location}: column '{name}' is ambiguous: {string.Join(", ", candidates)}. Rename one of them in the file.");
}
