namespace Demur.Learning.Ss3.Internal;

/// <summary>A text cut into words whose numbers were looked up.</summary>
/// <param name="Tokens">The words' places and breaks.</param>
/// <param name="Words">The words' numbers; -1 for unknown ones.</param>
internal sealed record ReadText(Ss3Token[] Tokens, int[] Words);
