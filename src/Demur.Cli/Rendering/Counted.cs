using System.Globalization;

namespace Demur.Cli.Rendering;

/// <summary>Numbers with their noun.</summary>
internal static class Counted
{
    /// <summary>Writes a count and the noun that fits it, such as "1 answer" or "1,200 answers".</summary>
    public static string Of(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");
}
