using Demur.Decisions;

namespace Demur.Learning.Ss3;

/// <summary>A sentence or paragraph of a text, or a block of words around those that speak.</summary>
/// <param name="Span">Where it stands, from its first word to its last.</param>
/// <param name="Confidences">What it says for each category.</param>
public sealed record Ss3Part(TextSpan Span, ConfidenceVector Confidences);
