using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>One thing that a decision rests on.</summary>
/// <param name="Weight">How strongly and in which direction it speaks: positive for the decision's positive class, in the predictor's own units (log-odds for linear models).</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NgramEvidence), "ngram")]
[JsonDerivedType(typeof(RuleEvidence), "rule")]
[JsonDerivedType(typeof(CategoryEvidence), "category")]
[JsonDerivedType(typeof(ClauseEvidence), "clause")]
[JsonDerivedType(typeof(FeatureEvidence), "feature")]
public abstract record EvidenceItem(double Weight)
{
    /// <summary>What the item says, in words and without its weight.</summary>
    [JsonIgnore]
    public abstract string Words { get; }

    /// <summary>Where it stands in the text, in order; empty where it stands nowhere.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<TextSpan> Places => [];
}
