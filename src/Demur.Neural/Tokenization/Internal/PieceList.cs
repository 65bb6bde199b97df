using Demur.Decisions;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>A segment of text and the pieces it has been cut into so far.</summary>
internal sealed class PieceList
{
    private List<TextSpan> _pieces = [];
    private List<TextSpan> _spare = [];

    public PieceList(AlignedText text)
    {
        Text = text;
        _pieces.Add(new TextSpan(0, text.Text.Length));
    }

    public AlignedText Text { get; private set; }

    public List<TextSpan> Pieces => _pieces;

    /// <summary>Cuts every piece further; the cutter gets the piece and adds its parts.</summary>
    public void Cut(Action<TextSpan, List<TextSpan>> cutter)
    {
        _spare.Clear();
        foreach (var piece in _pieces)
        {
            cutter(piece, _spare);
        }

        (_pieces, _spare) = (_spare, _pieces);
    }

    /// <summary>Rewrites every piece; pieces stay apart, and text between them is lost.</summary>
    public void Rewrite(Action<TextSpan, AlignedTextBuilder> writer)
    {
        var builder = new AlignedTextBuilder(Text);
        _spare.Clear();
        foreach (var piece in _pieces)
        {
            var start = builder.Length;
            writer(piece, builder);
            _spare.Add(new TextSpan(start, builder.Length - start));
        }

        Text = builder.ToText();
        (_pieces, _spare) = (_spare, _pieces);
    }

    /// <summary>Puts a text of the same length in the place of this one.</summary>
    public void Respell(string text) => Text = Text.WithText(text);
}
