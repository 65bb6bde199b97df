using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>One rule that cuts text into the pieces that the model never merges across.</summary>
internal interface IPretokenizer
{
    void Split(PieceList pieces);

    void Write(Utf8JsonWriter writer);
}
