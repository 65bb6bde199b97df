using System.Globalization;
using System.Text;
using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>BERT's cleaning: no control characters, plain spaces, ideographs apart, accents and case removed as asked.</summary>
internal sealed class BertNormalizer(bool cleanText, bool spaceIdeographs, bool? stripAccents, bool lowercase) : ITextNormalizer
{
    private static readonly NormalizerSequence Accents = new([new UnicodeNormalizer(UnicodeForm.Nfd), new StripAccentsNormalizer()]);
    private static readonly LowercaseNormalizer Lower = new();

    public AlignedText Normalize(AlignedText text)
    {
        if (cleanText || spaceIdeographs)
        {
            text = Clean(text);
        }

        if (stripAccents ?? lowercase)
        {
            text = Accents.Normalize(text);
        }

        return lowercase ? Lower.Normalize(text) : text;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "BertNormalizer");
        writer.WriteBoolean("clean_text", cleanText);
        writer.WriteBoolean("handle_chinese_chars", spaceIdeographs);
        if (stripAccents is { } strip)
        {
            writer.WriteBoolean("strip_accents", strip);
        }
        else
        {
            writer.WriteNull("strip_accents");
        }

        writer.WriteBoolean("lowercase", lowercase);
    }

    private static bool IsIdeograph(int code) => code
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);

    private static bool IsControl(Rune rune) => rune.Value is not ('\t' or '\n' or '\r') && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private AlignedText Clean(AlignedText text)
    {
        var builder = new AlignedTextBuilder(text);
        for (var i = 0; i < text.Text.Length;)
        {
            var rune = Characters.At(text.Text, i, out var width);
            if (spaceIdeographs && IsIdeograph(rune.Value))
            {
                builder.Replace(' ', i, i + width);
                builder.Keep(i, i + width);
                builder.Replace(' ', i, i + width);
            }
            else if (cleanText && Characters.IsWhiteSpace(rune))
            {
                builder.Replace(' ', i, i + width);
            }
            else if (!cleanText || (rune.Value is not (0 or 0xFFFD) && !IsControl(rune)))
            {
                builder.Keep(i, i + width);
            }

            i += width;
        }

        return builder.ToText();
    }
}
