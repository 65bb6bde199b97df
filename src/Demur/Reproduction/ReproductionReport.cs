using System.Text.Json;
using Demur.Papers;

namespace Demur.Reproduction;

/// <summary>The outcome of one reproduction: every claim beside what was measured.</summary>
public sealed record ReproductionReport
{
    /// <summary>The paper.</summary>
    public required Paper Paper { get; init; }

    /// <summary>How many seeds were asked for.</summary>
    public required int Seeds { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The checks, in the order in which the reproduction states its claims.</summary>
    public required IReadOnlyList<ReproductionCheck> Checks { get; init; }

    /// <summary>Whether every claim was measured and holds.</summary>
    public bool Passed => Checks.Count > 0 && Checks.All(check => check.Outcome == CheckOutcome.Passed);

    /// <summary>The exit code of a command that ends with this report: 0 when all claims hold, 1 when one does not, 3 when none failed but some could not be measured.</summary>
    public int ExitCode => Passed ? 0
        : Checks.Any(check => check.Outcome == CheckOutcome.Failed) ? 1
        : 3;

    /// <summary>Writes the report as one JSON object: <c>paper</c>, <c>title</c>, <c>seeds</c>, <c>seconds</c>, <c>checks</c> (each with <c>id</c>, <c>claim</c>, <c>measured</c>, <c>threshold</c> and <c>passed</c>; <c>values</c> where several seeds were measured, <c>skipped</c> with the reason where none was) and <c>passed</c>.</summary>
    /// <returns>The JSON, in one line.</returns>
    public string ToJson() => JsonSerializer.Serialize(ReportJson.Of(this), ReproductionJsonContext.Readable.ReportJson);
}
