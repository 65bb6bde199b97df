using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>A learnt rule that holds of the text: several words that are there, or are not, together.</summary>
/// <param name="Clause">The rule as a person reads it, such as <c>rash AND penicillin AND NOT food</c>.</param>
/// <param name="Weight">Its votes; positive ones speak for the decision's positive class, or with more than two classes for its label.</param>
/// <param name="Literals">The parts of the rule, present words first.</param>
public sealed record ClauseEvidence(string Clause, double Weight, IReadOnlyList<ClauseLiteral> Literals) : EvidenceItem(Weight)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Words => Clause;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<TextSpan> Places => [.. Literals.SelectMany(literal => literal.Spans).Distinct().OrderBy(span => span.Start).ThenBy(span => span.Length)];
}
