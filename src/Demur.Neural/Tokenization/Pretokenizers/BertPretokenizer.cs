using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>BERT's cutter: white space is dropped, every sign of punctuation stands alone.</summary>
internal sealed class BertPretokenizer : IPretokenizer
{
    private static readonly PretokenizerSequence Steps = new([CharacterPretokenizer.WhiteSpace(), CharacterPretokenizer.Punctuation(SplitBehavior.Isolated)]);

    public void Split(PieceList pieces) => Steps.Split(pieces);

    public void Write(Utf8JsonWriter writer) => writer.WriteString("type", "BertPreTokenizer");
}
