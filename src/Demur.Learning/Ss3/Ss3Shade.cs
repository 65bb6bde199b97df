using Demur.Decisions;

namespace Demur.Learning.Ss3;

/// <summary>How to colour one stretch of a text: what a page and a terminal both draw from.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Category">The category whose colour it takes: the one that it speaks for most, or the one asked for.</param>
/// <param name="Confidence">What it says for that category.</param>
/// <param name="Strength">That confidence as a share of the text's strongest stretch; from above 0 to 1.</param>
/// <param name="Confidences">What it says for every category.</param>
public sealed record Ss3Shade(TextSpan Span, string Category, double Confidence, double Strength, ConfidenceVector Confidences);
