using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Puts a text before every text that is not empty.</summary>
internal sealed class PrependNormalizer(string prefix) : ITextNormalizer
{
    public AlignedText Normalize(AlignedText text)
    {
        if (text.Text.Length == 0)
        {
            return text;
        }

        var builder = new AlignedTextBuilder(text);
        builder.Replace(prefix, 0, 0);
        builder.Keep(0, text.Text.Length);
        return builder.ToText();
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Prepend");
        writer.WriteString("prepend", prefix);
    }
}
