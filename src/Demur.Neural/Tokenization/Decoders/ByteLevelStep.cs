using System.Text;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Reads the byte alphabet back into bytes.</summary>
internal sealed class ByteLevelStep : IDecodeStep
{
    public void Push(DecodedPiece piece, List<DecodedPiece> output)
    {
        if (piece.IsLiteral || piece.Byte >= 0)
        {
            output.Add(piece);
            return;
        }

        foreach (var character in piece.Text)
        {
            if (ByteAlphabet.ByteOf(character) < 0)
            {
                // A token that is not spelled in the alphabet stands for its own text.
                foreach (var value in Encoding.UTF8.GetBytes(piece.Text))
                {
                    output.Add(new DecodedPiece("", value, false));
                }

                return;
            }
        }

        foreach (var character in piece.Text)
        {
            output.Add(new DecodedPiece("", ByteAlphabet.ByteOf(character), false));
        }
    }

    public void Finish(List<DecodedPiece> output)
    {
    }
}
