using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Brings text into a Unicode normal form, cluster by cluster, so that places in the original are kept.</summary>
internal sealed class UnicodeNormalizer(UnicodeForm form) : ITextNormalizer
{
    public AlignedText Normalize(AlignedText text)
    {
        var source = text.Text;
        if (source.AsSpan().IndexOfAnyExceptInRange('\0', form is UnicodeForm.Nfc ? '\u02FF' : '\u007F') < 0)
        {
            // No character below U+0300 changes under composition, and none of ASCII under any form.
            return text;
        }

        var composer = new UnicodeComposer(form);
        var builder = new AlignedTextBuilder(text);
        for (var start = 0; start < source.Length;)
        {
            var end = ClusterEnd(source, start, composer);
            var cluster = source.AsSpan(start, end - start);
            var normalized = cluster.Length == 1 && cluster[0] < 0x80 ? null : composer.Normalize(cluster);
            if (normalized is null || cluster.SequenceEqual(normalized))
            {
                builder.Keep(start, end);
            }
            else
            {
                builder.Replace(normalized, start, end);
            }

            start = end;
        }

        return builder.ToText();
    }

    public void Write(Utf8JsonWriter writer) => writer.WriteString("type", form.ToString().ToUpperInvariant());

    private static int ClusterEnd(string text, int start, UnicodeComposer composer)
    {
        Characters.At(text, start, out var width);
        var end = start + width;
        while (end < text.Length)
        {
            var rune = Characters.At(text, end, out width);
            if (composer.IsBoundary(rune.Value))
            {
                break;
            }

            end += width;
        }

        return end;
    }
}
