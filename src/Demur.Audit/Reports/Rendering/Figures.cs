using System.Globalization;
using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>How figures are written, everywhere alike.</summary>
internal static class Figures
{
    /// <summary>Stands where there is nothing to measure.</summary>
    public const string None = "\u2013";

    public static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : None;

    public static string Percent(Rate rate) => Percent(rate.Value);

    public static string Interval(Rate rate) => rate.Total == 0 ? None : Interval(rate.Low, rate.High);

    public static string Interval(double low, double high) => $"{Number(low)}\u2013{Percent(high)}";

    public static string CountOf(Rate rate) => $"{Count(rate.Count)} of {Count(rate.Total)}";

    /// <summary>The whole of a rate in words, for tooltips and screen readers.</summary>
    public static string Sentence(Rate rate) =>
        rate.Total == 0 ? "nothing to measure" : $"{Percent(rate)}, {CountOf(rate)}, 95% interval {Interval(rate)}";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A change in percentage points with its sign.</summary>
    public static string Points(double change) => (change * 100).ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        < 100 => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => time.TotalSeconds.ToString("#,0", CultureInfo.InvariantCulture) + " s",
    };

    public static string Dollars(decimal cost) => "$" + cost.ToString(cost < 1 ? "0.0000" : "#,0.00", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A position inside a drawing, as a percentage of its width or height.</summary>
    public static string At(double share) => (Math.Clamp(share, 0, 1) * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    private static string Number(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
