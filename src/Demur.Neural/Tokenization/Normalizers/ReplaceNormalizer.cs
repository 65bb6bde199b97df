using System.Text.Json;
using Demur.Decisions;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Writes one text in the place of every match of a pattern.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : ITextNormalizer
{
    public AlignedText Normalize(AlignedText text)
    {
        var matches = new List<TextSpan>();
        pattern.Match(text.Text, new TextSpan(0, text.Text.Length), matches);
        if (matches.Count == 0)
        {
            return text;
        }

        var builder = new AlignedTextBuilder(text);
        var done = 0;
        foreach (var match in matches)
        {
            builder.Keep(done, match.Start);
            builder.Replace(content, match.Start, match.End);
            done = match.End;
        }

        builder.Keep(done, text.Text.Length);
        return builder.ToText();
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Replace");
        writer.WritePropertyName("pattern");
        pattern.Write(writer);
        writer.WriteString("content", content);
    }
}
