namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Rewrites the text of each token by itself; the function also learns whether the token is the first. Added tokens stay as they are unless the rule only sets spaces between words.</summary>
internal sealed class TextStep(Func<string, bool, string> rewrite, bool spacesWords = false) : IDecodeStep
{
    private bool _started;

    public void Push(DecodedPiece piece, List<DecodedPiece> output)
    {
        var first = !_started;
        _started = true;
        output.Add((piece.IsLiteral && !spacesWords) || piece.Byte >= 0 ? piece : piece with { Text = rewrite(piece.Text, first) });
    }

    public void Finish(List<DecodedPiece> output)
    {
    }
}
