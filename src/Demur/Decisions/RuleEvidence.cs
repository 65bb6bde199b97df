using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>A rule that fired, and the words that it fired on.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Weight">Its weight; positive speaks for the positive class.</param>
/// <param name="Span">The words.</param>
public sealed record RuleEvidence(string Rule, double Weight, TextSpan Span) : EvidenceItem(Weight)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Words => Rule;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<TextSpan> Places => [Span];
}
