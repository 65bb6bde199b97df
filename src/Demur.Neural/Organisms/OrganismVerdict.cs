namespace Demur.Neural.Organisms;

/// <summary>An answer as <see cref="OrganismScorer"/> sees it.</summary>
/// <param name="Outcome">What it does.</param>
/// <param name="Refusal">The kind of refusal; null when it is none.</param>
/// <param name="Thinking">What was thought before it; empty for nothing.</param>
/// <param name="Answer">The answer without the thinking.</param>
public sealed record OrganismVerdict(OrganismOutcome Outcome, RefusalKind? Refusal, string Thinking, string Answer)
{
    /// <summary>The token that announced the answer, such as <c>[refuse-safety]</c>; empty for none.</summary>
    public string Marker { get; init; } = "";
}
