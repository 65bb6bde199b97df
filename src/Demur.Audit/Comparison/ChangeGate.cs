using System.Globalization;
using System.Text.RegularExpressions;

namespace Demur.Audit.Comparison;

/// <summary>
/// A condition under which a comparison fails, such as <c>over-refusal-change&gt;2%</c>: the second run's rate may not be more than two percentage points
/// above the first's, over the prompts that both scored.
/// </summary>
/// <param name="Metric">One of <see cref="Metrics"/>.</param>
/// <param name="Operator">Greater than or at least: <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="Limit">The limit as a difference of shares, from −1 to 1.</param>
public sealed partial record ChangeGate(string Metric, string Operator, double Limit)
{
    /// <summary>What can be gated: the changes of over-refusal, under-refusal and all refusals.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["over-refusal-change", "under-refusal-change", "refusal-rate-change"];

    /// <summary>Whether a gate's text names a change and so belongs here, even where its operator or limit is wrong.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when its metric is one of <see cref="Metrics"/>.</returns>
    public static bool IsChange(string text) => Metrics.Contains(MetricOf(text), StringComparer.Ordinal);

    /// <summary>The metric that a gate's text begins with; empty when it begins with none.</summary>
    internal static string MetricOf(string text) => Name().Match(text).Groups["metric"].Value;

    /// <summary>Reads a gate.</summary>
    /// <param name="text">A metric, an operator and a share or percentage, such as <c>under-refusal-change&gt;=0.01</c>.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="DemurException">The text is no such gate, or its metric is not known.</exception>
    public static ChangeGate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Shape().Match(text);
        if (!match.Success)
        {
            throw new DemurException(ErrorCode.Usage, $"'{text}' is no gate on a change; write one like over-refusal-change>2%, with > or >= (a change is held against an upper limit).");
        }

        var metric = match.Groups["metric"].Value;
        if (!Metrics.Contains(metric, StringComparer.Ordinal))
        {
            throw Names.Unknown("gate metric", metric, [.. Metrics]);
        }

        var limit = double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture) / (match.Groups["percent"].Success ? 100 : 1);
        return Math.Abs(limit) <= 1
            ? new ChangeGate(metric, match.Groups["op"].Value, limit)
            : throw new DemurException(ErrorCode.Usage, $"'{text}' has a limit beyond 100%; write 2% or 0.02.");
    }

    /// <summary>Whether a comparison passes. One without shared scored prompts, or with a run of which a part is missing, does not: a gate that saw nothing has guarded nothing.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>False when the change is beyond the limit.</returns>
    public bool Passes(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var change = Of(comparison);
        return comparison.Shortfalls.Count == 0 && change.Prompts > 0 && !(Operator == ">" ? change.Change > Limit : change.Change >= Limit);
    }

    /// <summary>The change that the gate looks at.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>The change of the gate's metric.</returns>
    public RateChange Of(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Metric switch
        {
            "over-refusal-change" => comparison.OverRefusal,
            "under-refusal-change" => comparison.UnderRefusal,
            _ => comparison.Refusal,
        };
    }

    /// <summary>The gate as it is written.</summary>
    /// <returns>A text that <see cref="Parse"/> reads.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metric}{Operator}{Limit * 100:0.####}%");

    [GeneratedRegex(@"^\s*(?<metric>[A-Za-z-]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*(?<metric>[a-z-]+)\s*(?<op>>=|>)\s*(?<value>-?\d{1,3}(\.\d{1,9})?)\s*(?<percent>%)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
