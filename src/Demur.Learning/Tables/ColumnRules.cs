using System.Globalization;
using Demur.Learning.Tables.Internal;

namespace Demur.Learning.Tables;

/// <summary>
/// Tells what a column holds from its values. In this order: nothing but gaps, or one value throughout: ignored. Finite numbers only: a number, or ignored
/// when they count the rows. Numbers with a few other words (at most one in ten, beside more than ten different numbers): an error, for it is more
/// likely a slip than meant. At most 100 different values of at most 100 characters and three words on average, each on average there twice: a category.
/// Everything else: a text.
/// </summary>
public static class ColumnRules
{
    private const int MostCategories = 100;
    private const int LongestCategory = 100;
    private const double MostWords = 3;
    private const int FewestNumbers = 10;
    private const double MostSlips = 0.1;
    private const int FewestCounted = 3;

    /// <summary>Tells what a column holds.</summary>
    /// <param name="name">The column's name, for errors.</param>
    /// <param name="values">Its values in file order; null where there is none.</param>
    /// <param name="locate">Gives file and line of a value, for errors.</param>
    /// <returns>The kind, and for an ignored column one sentence on why.</returns>
    /// <exception cref="DemurException">The column holds numbers but for a few words, among them not-a-number and the infinities.</exception>
    public static (ColumnKind Kind, string? Reason) Infer(string name, IReadOnlyList<string?> values, Func<int, string> locate)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(locate);
        var present = Enumerable.Range(0, values.Count).Where(row => !MissingValues.IsMissing(values[row], ColumnKind.Category)).ToList();
        var different = present.Select(row => values[row]!.Trim()).ToHashSet(StringComparer.Ordinal);
        if (different.Count == 0)
        {
            return (ColumnKind.Ignored, $"Column '{name}' is empty and was left out.");
        }

        if (different.Count == 1 && present.Count == values.Count && values.Count > 1)
        {
            return (ColumnKind.Ignored, $"Column '{name}' holds '{MissingValues.Shorten(different.First())}' in every row and was left out.");
        }

        var slips = present.Where(row => ToNumber(values[row]!) is null).ToList();
        return slips.Count == 0
            ? OfNumbers(name, values, present)
            : OfWords(name, values, present, slips, different, locate);
    }

    private static (ColumnKind Kind, string? Reason) OfNumbers(string name, IReadOnlyList<string?> values, List<int> present) =>
        present.Count == values.Count && CountRows(values)
            ? (ColumnKind.Ignored, $"Column '{name}' counts the rows and was left out; --type {name}=number keeps it.")
            : (ColumnKind.Number, null);

    private static (ColumnKind Kind, string? Reason) OfWords(
        string name, IReadOnlyList<string?> values, List<int> present, List<int> slips, HashSet<string> different, Func<int, string> locate)
    {
        var numbers = different.Count(value => ToNumber(value) is not null);
        if (slips.Count <= MostSlips * present.Count && numbers > FewestNumbers)
        {
            throw new DemurException(
                $"{locate(slips[0])}: column '{name}' holds numbers in {present.Count - slips.Count} rows, but '{MissingValues.Shorten(values[slips[0]]!)}' here; "
                + $"correct it, leave the cell empty when the value is missing, or say what the column is: --type {name}=category or --type {name}=text.");
        }

        var isCategory = different.Count <= MostCategories && 2 * different.Count <= present.Count && different.All(value => value.Length <= LongestCategory)
            && different.Average(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) <= MostWords;
        return (isCategory ? ColumnKind.Category : ColumnKind.Text, null);
    }

    /// <summary>Whether the values are whole numbers that go up by one from row to row.</summary>
    private static bool CountRows(IReadOnlyList<string?> values)
    {
        if (values.Count < FewestCounted || ToNumber(values[0]!) is not { } first || first != Math.Floor(first))
        {
            return false;
        }

        for (var row = 1; row < values.Count; row++)
        {
            if (ToNumber(values[row]!) != first + row)
            {
                return false;
            }
        }

        return true;
    }

    private static double? ToNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
