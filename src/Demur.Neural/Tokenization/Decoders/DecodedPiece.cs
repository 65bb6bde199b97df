namespace Demur.Neural.Tokenization.Decoders;

/// <summary>A token, or what a step made of it, on its way back to text.</summary>
/// <param name="Text">The text; empty for a byte.</param>
/// <param name="Byte">A single byte of UTF-8, or −1.</param>
/// <param name="IsLiteral">Whether the text is an added token's content, which no step may change.</param>
internal readonly record struct DecodedPiece(string Text, int Byte, bool IsLiteral)
{
    public static DecodedPiece Of(string text, bool literal = false) => new(text, -1, literal);
}
