using Demur.Decisions;

namespace Demur.Neural.Tokenization;

/// <summary>The tokens of a text and where each stands in it.</summary>
/// <param name="Ids">The tokens' numbers.</param>
/// <param name="Spans">The stretch of the original text behind each token, in UTF-16 units; as many as <paramref name="Ids"/>. A token that
/// holds only some bytes of a character spans the whole character, one that was added spans nothing.</param>
public sealed record TokenizedText(IReadOnlyList<int> Ids, IReadOnlyList<TextSpan> Spans)
{
    /// <summary>The number of tokens.</summary>
    public int Count => Ids.Count;
}
