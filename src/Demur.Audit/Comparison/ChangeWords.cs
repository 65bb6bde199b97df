using Demur.Audit.Reports.Rendering;

namespace Demur.Audit.Comparison;

/// <summary>What a comparison says in sentences, no more than its tests allow.</summary>
public static class ChangeWords
{
    /// <summary>The verdict in one sentence.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>A sentence that names both models.</returns>
    public static string Verdict(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var (first, second) = (comparison.First.Info.Model, comparison.Second.Info.Model);
        var name = first == second ? "The second run" : second;
        var other = first == second ? "the first" : first;
        var clauses = new List<string>();
        if (comparison.OverRefusal.Prompts > 0)
        {
            clauses.Add($"refuses {Degree(comparison.OverRefusal)} of what it should answer");
        }

        if (comparison.UnderRefusal.Prompts > 0)
        {
            clauses.Add($"answers {Degree(comparison.UnderRefusal)} of what it should refuse");
        }

        return clauses.Count > 0
            ? $"Against {other}, {Lower(name)} {string.Join(" and ", clauses)}."
            : $"Against {other}, {Lower(name)} refuses {Degree(comparison.Refusal)} of what it was asked.";
    }

    /// <summary>A change in words: percentage points with their interval.</summary>
    /// <param name="change">The change.</param>
    /// <returns>Such as <c>−4.4 points (−7.1 to −1.7), p 0.002</c>.</returns>
    public static string Of(RateChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Prompts == 0 ? "nothing to compare" : $"{Figures.Points(change.Change)} points ({Figures.Points(change.Low)} to {Figures.Points(change.High)}), p {P(change.PValue)}";
    }

    /// <summary>A p-value for people.</summary>
    /// <param name="value">The p-value.</param>
    /// <returns>Three decimals, or <c>&lt;0.001</c>.</returns>
    public static string P(double value) => value < 0.001 ? "<0.001" : value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);

    private static string Lower(string name) => name == "The second run" ? "the second run" : name;

    private static string Degree(RateChange change) => change switch
    {
        { IsClear: false } => "about as much",
        { Change: > 0 } => "more",
        _ => "less",
    };
}
