namespace Demur.Decisions;

/// <summary>One part of a rule.</summary>
/// <param name="Feature">The word, n-gram or condition.</param>
/// <param name="IsNegated">Whether the rule asks that it is absent.</param>
/// <param name="Spans">Where it stands in the text, in order; empty for what is absent or has no place.</param>
public sealed record ClauseLiteral(string Feature, bool IsNegated, IReadOnlyList<TextSpan> Spans);
