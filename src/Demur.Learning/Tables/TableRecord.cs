namespace Demur.Learning.Tables;

/// <summary>One record of a table: a value, or none, for each column of its schema. Immutable.</summary>
public sealed class TableRecord
{
    private readonly double[]? _numbers;
    private readonly string?[]? _texts;

    /// <summary>Keeps the arrays; either may be null where the schema has no column of its sort.</summary>
    internal TableRecord(double[]? numbers, string?[]? texts)
    {
        _numbers = numbers;
        _texts = texts;
    }

    /// <summary>The value of a number column.</summary>
    /// <param name="column">The column's position in the schema.</param>
    /// <returns>The number, always finite; not-a-number when it is missing.</returns>
    public double Number(int column) => _numbers is null ? double.NaN : _numbers[column];

    /// <summary>The value of a category or text column.</summary>
    /// <param name="column">The column's position in the schema.</param>
    /// <returns>The text; null when it is missing.</returns>
    public string? Text(int column) => _texts?[column];
}
