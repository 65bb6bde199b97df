using System.Globalization;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Reads tokens such as <c>&lt;0xE2&gt;</c> as the bytes they name.</summary>
internal sealed class ByteFallbackStep : IDecodeStep
{
    public void Push(DecodedPiece piece, List<DecodedPiece> output)
    {
        var text = piece.Text;
        var named = !piece.IsLiteral && text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>'
            && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
        output.Add(named ? new DecodedPiece("", byte.Parse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), false) : piece);
    }

    public void Finish(List<DecodedPiece> output)
    {
    }
}
