using Demur.Decisions;

namespace Demur.Learning.Ss3;

/// <summary>A word of a text, or an n-gram where it says more than its words.</summary>
/// <param name="Term">The n-gram as the model knows it, its words joined by a space; the folded word when it is unknown.</param>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="Confidences">What it adds for each category; all 0 when it is unknown or mute.</param>
/// <param name="Sentence">The number of its sentence in the text, from 0.</param>
/// <param name="Paragraph">The number of its paragraph in the text, from 0.</param>
public sealed record Ss3Unit(string Term, TextSpan Span, ConfidenceVector Confidences, int Sentence, int Paragraph);
