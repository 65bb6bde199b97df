using System.Globalization;

namespace Demur.Data.Internal;

/// <summary>What the writers agree on: which values a row may hold and how they read as text.</summary>
internal static class RowValues
{
    public static void RequireDistinct(IReadOnlyList<string> columns)
    {
        if (columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } repeated)
        {
            throw new DemurException(ErrorCode.Usage, $"Two columns are called '{repeated.Key}'; give each its own name.");
        }
    }

    public static void RequireCount(IReadOnlyList<object?> values, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != columns.Count)
        {
            throw new ArgumentException($"The row has {values.Count} values for {columns.Count} columns.", nameof(values));
        }
    }

    public static long ToInteger(object value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        byte number => number,
        _ => throw new ArgumentException($"A row may not hold a {value.GetType()}.", nameof(value)),
    };

    /// <summary>The text of a value that is no text itself.</summary>
    public static string ToText(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => ToInteger(value).ToString(CultureInfo.InvariantCulture),
    };
}
