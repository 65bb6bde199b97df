using System.Globalization;
using System.Text;
using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Drops nonspacing marks; accents that are part of a letter stay unless the text was decomposed before.</summary>
internal sealed class StripAccentsNormalizer : ITextNormalizer
{
    public AlignedText Normalize(AlignedText text)
    {
        var builder = new AlignedTextBuilder(text);
        for (var i = 0; i < text.Text.Length;)
        {
            var rune = Characters.At(text.Text, i, out var width);
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                builder.Keep(i, i + width);
            }

            i += width;
        }

        return builder.ToText();
    }

    public void Write(Utf8JsonWriter writer) => writer.WriteString("type", "StripAccents");
}
