namespace Demur.Learning.Ss3.Internal;

/// <summary>One word of a text: where its folded characters stand in the reader's output, and where it stands in the source.</summary>
/// <param name="Start">The first character in the output.</param>
/// <param name="Length">The number of characters; at least 1.</param>
/// <param name="FoldedStart">The first folded character that it came from.</param>
/// <param name="FoldedEnd">The place just past the last one.</param>
/// <param name="Before">What stands between it and the word before.</param>
internal readonly record struct Ss3Token(int Start, int Length, int FoldedStart, int FoldedEnd, Ss3Break Before);
