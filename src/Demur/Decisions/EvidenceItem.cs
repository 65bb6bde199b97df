using System.Text.Json.Serialization;

namespace Demur.Decisions;

/// <summary>One thing that a decision rests on.</summary>
/// <param name="Weight">How strongly and in which direction it speaks: positive for the decision's positive class, in the predictor's own units (log-odds for linear models).</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NgramEvidence), "ngram")]
[JsonDerivedType(typeof(RuleEvidence), "rule")]
[JsonDerivedType(typeof(CategoryEvidence), "category")]
[JsonDerivedType(typeof(ClauseEvidence), "clause")]
public abstract record EvidenceItem(double Weight);
