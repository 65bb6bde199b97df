using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Removes white space at the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : ITextNormalizer
{
    public AlignedText Normalize(AlignedText text)
    {
        var start = left ? text.Text.Length - text.Text.TrimStart().Length : 0;
        var end = right ? text.Text.TrimEnd().Length : text.Text.Length;
        return text.Slice(Math.Min(start, end), Math.Max(0, end - start));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Strip");
        writer.WriteBoolean("strip_left", left);
        writer.WriteBoolean("strip_right", right);
    }
}
