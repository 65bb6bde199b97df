using System.Globalization;
using Demur.Learning.Tables;

namespace Demur.Cli.Rendering;

/// <summary>Columns, sizes and times in words.</summary>
internal static class LearnWords
{
    private const int ShownColumns = 8;

    /// <summary>The columns with their kinds.</summary>
    public static string Columns(TableSchema schema)
    {
        var shown = string.Join(", ", schema.Columns.Take(ShownColumns).Select(column => $"{column.Name} ({column.Kind.ToString().ToLowerInvariant()})"));
        return schema.Columns.Count > ShownColumns ? $"{shown} and {schema.Columns.Count - ShownColumns} more columns" : shown;
    }

    /// <summary>A size in the unit that suits it.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => Invariant($"{bytes / 1e3:0.0} kB"),
        _ => Invariant($"{bytes / 1e6:0.0} MB"),
    };

    /// <summary>A time in the unit that suits it.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 1e-3 => Invariant($"{seconds * 1e6:0} us"),
        < 1 => Invariant($"{seconds * 1e3:0} ms"),
        < 100 => Invariant($"{seconds:0.0} s"),
        _ => Invariant($"{seconds / 60:0.0} min"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
