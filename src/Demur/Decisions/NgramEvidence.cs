using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>A word or character n-gram with the places where it occurs.</summary>
/// <param name="Ngram">The n-gram, its words joined by one space.</param>
/// <param name="Weight">Its contribution to the log-odds: coefficient times feature value.</param>
/// <param name="Spans">Where it occurs in the text, in order; empty when the text is not at hand.</param>
public sealed record NgramEvidence(string Ngram, double Weight, IReadOnlyList<TextSpan> Spans) : EvidenceItem(Weight)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Words => Ngram;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<TextSpan> Places => Spans;
}
