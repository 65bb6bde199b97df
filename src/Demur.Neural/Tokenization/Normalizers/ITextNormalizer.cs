using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>One rule that rewrites text before it is cut into pieces.</summary>
internal interface ITextNormalizer
{
    AlignedText Normalize(AlignedText text);

    void Write(Utf8JsonWriter writer);
}
