namespace Demur.Audit.Labelling.Reading;

/// <summary>
/// Tells whether the reader can spell a text. Its word pieces are those of its training rows, Latin letters nearly all; of other scripts it sees unknown pieces,
/// which it takes for an answer whatever they say.
/// </summary>
internal static class ReaderScript
{
    /// <summary>The reader sees no more of a response's beginning than this.</summary>
    private const int Opening = 500;

    private const char LastLatin = '\u024F';
    private const char FirstAdditional = '\u1E00';
    private const char LastAdditional = '\u1EFF';

    /// <summary>Whether at least half of the letters at a text's beginning are Latin ones.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether the reader has something to say about it; true for a text without letters.</returns>
    public static bool IsKnown(ReadOnlySpan<char> text)
    {
        var (latin, other) = (0, 0);
        foreach (var character in text[..Math.Min(text.Length, Opening)])
        {
            if (char.IsLetter(character))
            {
                var known = character is <= LastLatin or (>= FirstAdditional and <= LastAdditional);
                latin += known ? 1 : 0;
                other += known ? 0 : 1;
            }
        }

        return latin >= other;
    }
}
