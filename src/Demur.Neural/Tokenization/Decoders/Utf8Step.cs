using System.Text;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Joins bytes into characters; bytes that begin a character wait for its rest, and broken ones become U+FFFD.</summary>
internal sealed class Utf8Step : IDecodeStep
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public void Push(DecodedPiece piece, List<DecodedPiece> output)
    {
        if (piece.Byte >= 0)
        {
            Convert([(byte)piece.Byte], flush: false, output);
            return;
        }

        Finish(output);
        output.Add(piece);
    }

    public void Finish(List<DecodedPiece> output) => Convert([], flush: true, output);

    private void Convert(ReadOnlySpan<byte> bytes, bool flush, List<DecodedPiece> output)
    {
        Span<char> characters = stackalloc char[8];
        var count = _decoder.GetChars(bytes, characters, flush);
        if (count > 0)
        {
            output.Add(DecodedPiece.Of(new string(characters[..count]), literal: true));
        }
    }
}
