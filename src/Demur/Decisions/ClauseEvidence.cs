using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>A rule whose conditions all hold.</summary>
/// <param name="Rule">The rule in words, such as <c>'forge' and not 'bake'</c>.</param>
/// <param name="Weight">Its votes; positive speaks for the positive class.</param>
/// <param name="Spans">Where the words that it asks for stand in the text, in order; empty when it asks for none or the text is not at hand.</param>
public sealed record ClauseEvidence(string Rule, double Weight, IReadOnlyList<TextSpan> Spans) : EvidenceItem(Weight)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Words => Rule;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<TextSpan> Places => Spans;
}
