namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Turns the mark at the end of words into a space, and drops it at the end of the text.</summary>
internal sealed class SuffixStep(string suffix) : IDecodeStep
{
    private DecodedPiece? _held;

    public void Push(DecodedPiece piece, List<DecodedPiece> output)
    {
        Release(" ", output);
        _held = piece;
    }

    public void Finish(List<DecodedPiece> output) => Release("", output);

    private void Release(string replacement, List<DecodedPiece> output)
    {
        if (_held is { } piece)
        {
            output.Add(piece.IsLiteral ? piece : piece with { Text = piece.Text.Replace(suffix, replacement, StringComparison.Ordinal) });
            _held = null;
        }
    }
}
