using System.Globalization;
using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Gates;

/// <summary>What a gate found.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Measured">The share it measured, with its interval.</param>
/// <param name="Passed">Whether the run passes.</param>
public sealed record GateResult(Gate Gate, Rate Measured, bool Passed)
{
    /// <summary>How much of the run was asked, as a clause, when a part is missing; null when it is complete.</summary>
    public string? Incomplete { get; init; }

    /// <summary>One line for people, such as <c>over-refusal&gt;5%: failed, 7.1% (31 of 437, 5.0% to 9.9%)</c>.</summary>
    /// <returns>The line.</returns>
    public string Describe() => Incomplete is not null
        ? $"{Gate}: failed, {Incomplete}, and only a complete run can pass{SoFar}"
        : Measured.Value is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{Gate}: {(Passed ? "passed" : "failed")}, {value:0.0%} ({Measured.Count} of {Measured.Total}, {Measured.Low:0.0%} to {Measured.High:0.0%})")
        : $"{Gate}: failed, the run has no answer to measure it on";

    private string SoFar => Measured.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $" (so far {value:0.0%}, {Measured.Count} of {Measured.Total})") : "";
}
