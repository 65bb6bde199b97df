using System.Text;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Holds all text until the end and then rewrites it whole; for rules that see across tokens.</summary>
internal sealed class GatherStep(Func<string, string> rewrite) : IDecodeStep
{
    private readonly StringBuilder _text = new();

    public void Push(DecodedPiece piece, List<DecodedPiece> output) => _text.Append(piece.Text);

    public void Finish(List<DecodedPiece> output) => output.Add(DecodedPiece.Of(rewrite(_text.ToString()), literal: true));
}
