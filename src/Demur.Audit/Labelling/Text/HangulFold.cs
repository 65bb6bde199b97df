namespace Demur.Audit.Labelling.Text;

/// <summary>Takes Korean syllables apart into their letters (Unicode 3.12), so that composed and decomposed text make the same words.</summary>
internal static class HangulFold
{
    private const char First = '\uAC00';
    private const char Last = '\uD7A3';
    private const char Lead = '\u1100';
    private const char Vowel = '\u1161';
    private const char BeforeTails = '\u11A7';
    private const int Tails = 28;
    private const int VowelsAndTails = 21 * Tails;

    /// <summary>Whether a character is a whole syllable.</summary>
    /// <param name="character">The character.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsSyllable(char character) => character is >= First and <= Last;

    /// <summary>Whether a character is a syllable or a letter of one, of whichever block.</summary>
    /// <param name="character">The character.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsHangul(char character) =>
        character is (>= First and <= '\uD7FF') or (>= Lead and <= '\u11FF') or (>= '\u3130' and <= '\u318F') or (>= '\uA960' and <= '\uA97F');

    /// <summary>Takes a syllable apart.</summary>
    /// <param name="syllable">The syllable.</param>
    /// <param name="lead">Its first consonant.</param>
    /// <param name="vowel">Its vowel.</param>
    /// <param name="tail">Its last consonant; '\0' when it has none.</param>
    public static void Decompose(char syllable, out char lead, out char vowel, out char tail)
    {
        var number = syllable - First;
        lead = (char)(Lead + (number / VowelsAndTails));
        vowel = (char)(Vowel + (number % VowelsAndTails / Tails));
        tail = number % Tails == 0 ? '\0' : (char)(BeforeTails + (number % Tails));
    }
}
