using System.Text.Json.Serialization;

namespace Demur.Reproduction;

/// <summary>The JSON form of a check that scripts rely on; figures are rounded to six decimals, and null where there is none.</summary>
internal sealed record CheckJson(
    string Id,
    string Claim,
    double? Measured,
    double Threshold,
    bool Passed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?>? Values,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Skipped)
{
    private const int Decimals = 6;

    public static CheckJson Of(ReproductionCheck check) => new(
        check.Claim.Id,
        check.Claim.Text,
        check.Measured is { } measured ? Finite(measured) : null,
        check.Claim.Threshold,
        check.Outcome == CheckOutcome.Passed,
        check.Values.Count > 1 ? [.. check.Values.Select(Finite)] : null,
        check.SkipReason);

    private static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, Decimals) : null;
}
