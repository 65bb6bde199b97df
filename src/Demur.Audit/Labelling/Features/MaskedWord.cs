namespace Demur.Audit.Labelling.Features;

/// <summary>A word, or a run of words that may not be named, as n-grams see it.</summary>
/// <param name="Hash">The word's hash or a place-holder.</param>
/// <param name="Sentence">The sentence's number.</param>
/// <param name="First">The first word's number in the response.</param>
/// <param name="End">The number just past the last word.</param>
internal readonly record struct MaskedWord(ulong Hash, int Sentence, int First, int End) : INgramWord
{
    /// <inheritdoc/>
    public int FirstWord(int at) => First;

    /// <inheritdoc/>
    public int EndWord(int at) => End;
}
