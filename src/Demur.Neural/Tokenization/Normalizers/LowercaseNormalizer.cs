using System.Text;
using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Writes every character in lower case, whatever the language.</summary>
internal sealed class LowercaseNormalizer : ITextNormalizer
{
    public AlignedText Normalize(AlignedText text)
    {
        // U+0130 is the one character whose lower case is two: i and a dot above.
        if (!text.Text.Contains('\u0130', StringComparison.Ordinal))
        {
            var lower = text.Text.ToLowerInvariant();
            return lower == text.Text ? text : text.WithText(lower);
        }

        var builder = new AlignedTextBuilder(text);
        Span<char> units = stackalloc char[2];
        for (var i = 0; i < text.Text.Length;)
        {
            var rune = Characters.At(text.Text, i, out var width);
            var written = Rune.ToLowerInvariant(rune).EncodeToUtf16(units);
            builder.Replace(rune.Value == 0x130 ? "i\u0307" : units[..written], i, i + width);
            i += width;
        }

        return builder.ToText();
    }

    public void Write(Utf8JsonWriter writer) => writer.WriteString("type", "Lowercase");
}
