namespace Demur.Audit.Labelling.Text;

/// <summary>
/// Makes spellings alike: lower case, letters of Latin, Greek and Cyrillic without their marks, one sigma, full-width letters as plain ones, half-width kana as full
/// ones, traditional Chinese characters as simplified ones. Table-driven, so that it neither allocates nor depends on a culture.
/// </summary>
internal static class CharacterFold
{
    private const int TableSize = 0x530; // Latin, Greek and Cyrillic

    /// <summary>A base letter followed by the marked lower-case letters that become it.</summary>
    private static readonly string[] Families =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧ", "cçćĉċč", "dďđ", "eèéêëēĕėęěȅȇȩ", "gĝğġģǧǵ", "hĥħ", "iìíîïĩīĭįıİǐȉȋ", "jĵǰ", "kķǩ", "lĺļľŀł", "nñńņňŉǹ",
        "oòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱ", "rŕŗřȑȓ", "sśŝşšſș", "tţťŧț", "uùúûüũūŭůűųưǔǖǘǚǜȕȗ", "wŵ", "yýÿŷȳ", "zźżžƶ",
        "αά", "εέ", "ηή", "ιίϊΐ", "οό", "υύϋΰ", "ωώ", "σς",

        // Cyrillic letters that Unicode takes apart lose their mark, as combining marks leave no trace: й is и whether it was typed as one character or as two.
        "гѓ", "еёѐ", "иѝйӣӥ", "ії", "кќ", "уўӯӱӳ",
    ];

    private static readonly char[] Table = BuildTable();

    /// <summary>Folds one letter or digit.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="second">The second letter where one becomes two (ß, æ, œ, þ, kana with a voicing mark), else '\0'.</param>
    /// <returns>The folded letter.</returns>
    public static char Fold(char letter, out char second)
    {
        second = '\0';
        if (letter < 0x80)
        {
            return letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter;
        }

        var lower = letter is >= '\uFF01' and <= '\uFF5E' ? char.ToLowerInvariant((char)(letter - 0xFEE0)) : char.ToLowerInvariant(letter);
        (var first, second) = lower switch
        {
            'ß' => ('s', 's'),
            'æ' => ('a', 'e'),
            'œ' => ('o', 'e'),
            'þ' => ('t', 'h'),
            < (char)TableSize => (Table[lower], '\0'),
            _ when KanaFold.Holds(lower) => KanaFold.Fold(lower),
            _ => (HanFold.Fold(lower), '\0'),
        };
        return first;
    }

    /// <summary>Whether a letter belongs to a script that is written without spaces between words, Chinese or Japanese: each such letter is a word of its own.</summary>
    /// <param name="letter">A letter.</param>
    /// <returns>Whether it is a Han character of the basic plane or a kana.</returns>
    public static bool IsUnspaced(char letter) => letter is (>= '\u3005' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFF9F');

    /// <summary>Whether a letter belongs to a script that phrase rules read: Latin, Greek, Cyrillic, Han, kana or Hangul.</summary>
    /// <param name="letter">A letter or digit.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsOfKnownScript(char letter) => letter is < (char)TableSize or (>= '\u1C80' and <= '\u1C8F') or (>= '\u1D00' and <= '\u1FFF') or (>= '\u2070' and <= '\u218F')
        or (>= '\u2C60' and <= '\u2C7F') or (>= '\u2DE0' and <= '\u2DFF') or (>= '\uA640' and <= '\uA69F') or (>= '\uA720' and <= '\uA7FF') or (>= '\uAB30' and <= '\uAB6F')
        or (>= '\uFB00' and <= '\uFB06') or (>= '\uFF10' and <= '\uFF5A') || IsUnspaced(letter) || HangulFold.IsHangul(letter);

    /// <summary>Whether a character leaves no trace in a word: combining marks, zero-width characters, direction marks, soft hyphens.</summary>
    /// <param name="character">The character.</param>
    /// <returns>Whether the tokenizer passes over it without ending the word.</returns>
    public static bool IsInvisible(char character) => character is (>= '\u0300' and <= '\u036F') or '\u00AD' or (>= '\u200B' and <= '\u200F')
        or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064') or (>= '\uFE00' and <= '\uFE0F') or '\u3099' or '\u309A' or '\uFEFF';

    /// <summary>Whether a character is one of the apostrophes that keyboards and models produce.</summary>
    /// <param name="character">The character.</param>
    /// <returns>Whether it is read as an apostrophe.</returns>
    public static bool IsApostrophe(char character) => character is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\uFF07' or '`' or '\u00B4' or '\u2032' or '\u201B' or '\u02B9';

    private static char[] BuildTable()
    {
        var table = new char[TableSize];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (char)i;
        }

        foreach (var family in Families)
        {
            foreach (var marked in family)
            {
                table[marked] = family[0];
            }
        }

        return table;
    }
}
