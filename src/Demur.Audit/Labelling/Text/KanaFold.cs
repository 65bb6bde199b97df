namespace Demur.Audit.Labelling.Text;

/// <summary>Makes spellings of kana alike: half-width ones become full ones, and a voiced one is the plain one with its mark (が is か and U+3099), as it is in decomposed text.</summary>
internal static class KanaFold
{
    private const char Voiced = '\u3099';
    private const char HalfVoiced = '\u309A';
    private const char FirstHalfWidth = '\uFF66';
    private const int KatakanaOffset = 'ア' - 'あ';

    /// <summary>What the half-width characters from U+FF66 on stand for; the last two are the marks.</summary>
    private const string HalfWidth = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

    /// <summary>Plain hiragana whose successor is the voiced one; that of は and its row has the half-voiced one as its second.</summary>
    private const string Plain = "かきくけこさしすせそたちつてとはひふへほ";

    private const string HalfVoicedPlain = "はひふへほ";

    /// <summary>Whether a character is kana, of any width, or one of its marks.</summary>
    /// <param name="letter">The character.</param>
    /// <returns>Whether it is.</returns>
    public static bool Holds(char letter) => letter is (>= '\u3041' and <= '\u30FF') or (>= FirstHalfWidth and <= '\uFF9F');

    /// <summary>Whether a character voices the kana before it: dakuten and handakuten, combining or half-width.</summary>
    /// <param name="character">The character.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsVoicing(char character) => character is Voiced or HalfVoiced or '\uFF9E' or '\uFF9F';

    /// <summary>Folds one kana.</summary>
    /// <param name="kana">The kana.</param>
    /// <returns>The plain one and its mark, '\0' where it has none.</returns>
    public static (char Plain, char Mark) Fold(char kana)
    {
        if (kana >= FirstHalfWidth)
        {
            return (HalfWidth[kana - FirstHalfWidth], '\0');
        }

        var offset = kana >= 'ァ' ? KatakanaOffset : 0;
        var hiragana = (char)(kana - offset);
        if (hiragana == 'ゔ')
        {
            return ((char)('う' + offset), Voiced);
        }

        if (Plain.Contains((char)(hiragana - 1), StringComparison.Ordinal))
        {
            return ((char)(kana - 1), Voiced);
        }

        return HalfVoicedPlain.Contains((char)(hiragana - 2), StringComparison.Ordinal) ? ((char)(kana - 2), HalfVoiced) : (kana, '\0');
    }
}
