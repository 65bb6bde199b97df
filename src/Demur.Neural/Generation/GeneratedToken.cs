namespace Demur.Neural.Generation;

/// <summary>One step of an answer.</summary>
/// <param name="Id">The token's number.</param>
/// <param name="LogProbability">The natural logarithm of its probability under the model itself, before temperature, filters and processors.</param>
/// <param name="Alternatives">The most probable tokens at this step, most probable first; as many as were asked for.</param>
/// <param name="Text">The text that became certain with this token: often the token's own, empty where a character or a stop text may still be under way.</param>
/// <param name="IsForced">Whether the token was given and not chosen.</param>
/// <param name="Reason">Why the answer ends with this token; null while it goes on.</param>
public sealed record GeneratedToken(int Id, double LogProbability, IReadOnlyList<TokenProbability> Alternatives, string Text, bool IsForced, StopReason? Reason = null);
