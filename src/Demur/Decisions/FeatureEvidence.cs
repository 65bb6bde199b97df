using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>A value of a record that is no text, such as a number or a category.</summary>
/// <param name="Feature">What it is, such as <c>age = 47</c>.</param>
/// <param name="Weight">How strongly it speaks, in the predictor's own units.</param>
public sealed record FeatureEvidence(string Feature, double Weight) : EvidenceItem(Weight)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Words => Feature;
}
