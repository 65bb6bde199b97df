using System.Globalization;

namespace Demur.Neural.Tests;

/// <summary>How many damaged files a fuzz test tries: a small number of its own, or <c>DEMUR_FUZZ</c> for long runs.</summary>
internal static class FuzzCases
{
    public static int Or(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("DEMUR_FUZZ"), CultureInfo.InvariantCulture, out var cases) ? cases : usual;
}
