using Demur.Audit.Gates;

namespace Demur.Audit.Comparison;

/// <summary>A condition under which a comparison fails: on a change (<see cref="ChangeGate"/>) or on the second run by itself (<see cref="Gate"/>).</summary>
public sealed class ComparisonGate
{
    private readonly ChangeGate? _change;
    private readonly Gate? _run;

    private ComparisonGate(ChangeGate? change, Gate? run)
    {
        _change = change;
        _run = run;
    }

    /// <summary>Reads a gate.</summary>
    /// <param name="text">Such as <c>over-refusal-change&gt;2%</c>, or <c>under-refusal&gt;5%</c> for the second run by itself.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="DemurException">The text is no gate, or its metric is not known.</exception>
    public static ComparisonGate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var metric = ChangeGate.MetricOf(text);
        if (ChangeGate.IsChange(text))
        {
            return new ComparisonGate(ChangeGate.Parse(text), null);
        }

        // Both kinds of metric belong to a comparison, so both are offered for one that is neither.
        return metric.Length == 0 || Gate.MetricNames.Contains(metric)
            ? new ComparisonGate(null, Gate.Parse(text))
            : throw Names.Unknown("gate metric", metric, [.. ChangeGate.Metrics, .. Gate.MetricNames]);
    }

    /// <summary>Holds a comparison against the gate.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>Whether it passes, and what was measured.</returns>
    public ComparisonGateResult Check(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        if (_change is not null)
        {
            var passed = _change.Passes(comparison);
            var missing = comparison.Shortfalls.Count == 0 ? "" : $" {string.Join(' ', comparison.Shortfalls)} Only complete runs can pass.";
            return new ComparisonGateResult(_change.ToString(), passed, $"{_change}: {(passed ? "passed" : "failed")}, {ChangeWords.Of(_change.Of(comparison))}{(missing.Length > 0 ? "." : "")}{missing}");
        }

        var result = _run!.Check(comparison.Second);
        return new ComparisonGateResult(_run.ToString(), result.Passed, result.Describe());
    }
}
