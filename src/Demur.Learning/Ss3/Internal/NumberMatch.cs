namespace Demur.Learning.Ss3.Internal;

/// <summary>One number in a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The place just past its last character, its unit included.</param>
/// <param name="Kind">What it counts.</param>
internal readonly record struct NumberMatch(int Start, int End, NumberKind Kind);
