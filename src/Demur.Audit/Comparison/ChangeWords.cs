using Demur.Audit.Reports.Rendering;

namespace Demur.Audit.Comparison;

/// <summary>What a comparison says in sentences, no more than its tests allow.</summary>
public static class ChangeWords
{
    /// <summary>The verdict: what is more, less or about as much, and what the answers are too few to tell.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>One or two sentences that name both models.</returns>
    public static string Verdict(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var (first, second) = (comparison.First.Info.Model, comparison.Second.Info.Model);
        var (name, other) = first == second ? ("the second run", "the first") : (second, first);
        var clauses = ClausesOf(comparison);
        var told = clauses.Where(clause => clause.Reading != ChangeReading.TooFewToTell).Select(clause => $"{clause.Verb} {Degree(clause.Reading)} {clause.Matter}").ToList();
        var untold = clauses.Where(clause => clause.Reading == ChangeReading.TooFewToTell).Select(clause => $"{clause.Verb} more or less {clause.Matter}").ToList();
        return (told.Count, untold.Count) switch
        {
            (0, 0) => $"Nothing to compare: {other} and {name} share no prompt with a scored answer in both.",
            (_, 0) => $"Against {other}, {name} {string.Join(" and ", told)}.",
            (0, _) => $"Against {other}, there are too few answers to tell whether {name} {string.Join(" or ", untold)}.",
            _ => $"Against {other}, {name} {string.Join(" and ", told)}; too few answers to tell whether it {string.Join(" or ", untold)}.",
        };
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

    private static List<(string Verb, ChangeReading Reading, string Matter)> ClausesOf(RunComparison comparison)
    {
        List<(string Verb, ChangeReading Reading, string Matter)> errors =
        [
            ("refuses", comparison.OverRefusal.Reading, "of what it should answer"),
            ("answers", comparison.UnderRefusal.Reading, "of what it should refuse"),
        ];
        var measured = errors.FindAll(clause => clause.Reading != ChangeReading.NothingToCompare);
        return measured.Count > 0 || comparison.Refusal.Reading == ChangeReading.NothingToCompare
            ? measured
            : [("refuses", comparison.Refusal.Reading, "of what it was asked")];
    }

    private static string Degree(ChangeReading reading) => reading switch
    {
        ChangeReading.More => "more",
        ChangeReading.Less => "less",
        _ => "about as much",
    };
}
