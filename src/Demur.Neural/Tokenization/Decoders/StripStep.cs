namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Removes up to so many copies of a character from the beginning and the end of the whole text; the end is held back until it is known.</summary>
internal sealed class StripStep(char content, int fromStart, int fromEnd) : IDecodeStep
{
    private int _leading = fromStart;
    private string _held = "";

    /// <summary>Strips one token by itself, as the rule does before tokens are fused.</summary>
    public static string Strip(string text, char content, int fromStart, int fromEnd)
    {
        var start = 0;
        while (start < text.Length && start < fromStart && text[start] == content)
        {
            start++;
        }

        var end = text.Length;
        while (end > start && text.Length - end < fromEnd && text[end - 1] == content)
        {
            end--;
        }

        return text[start..end];
    }

    public void Push(DecodedPiece piece, List<DecodedPiece> output)
    {
        var text = piece.Text;
        var start = 0;
        while (_leading > 0 && start < text.Length)
        {
            _leading = text[start] == content ? _leading - 1 : 0;
            start += text[start] == content ? 1 : 0;
            if (start < text.Length && text[start] != content)
            {
                _leading = 0;
            }
        }

        text = _held + text[start..];
        var end = text.Length;
        while (end > 0 && text.Length - end < fromEnd && text[end - 1] == content)
        {
            end--;
        }

        _held = text[end..];
        output.Add(piece with { Text = text[..end] });
    }

    public void Finish(List<DecodedPiece> output) => _held = "";
}
