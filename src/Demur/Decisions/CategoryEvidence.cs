using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>A taxonomy category that the text falls into.</summary>
/// <param name="Category">The category's identifier.</param>
/// <param name="Weight">How strongly it speaks, in the predictor's own units.</param>
public sealed record CategoryEvidence(string Category, double Weight) : EvidenceItem(Weight)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Words => Category;
}
