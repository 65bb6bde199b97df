namespace Demur.Neural.Tokenization.Internal;

/// <summary>A text on its way to the model, with the place in the original text that each of its characters comes from.</summary>
/// <remarks>A text that nothing has changed carries no table: character i comes from <c>origin + i</c>.</remarks>
internal sealed class AlignedText
{
    private readonly int _origin;
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    public AlignedText(string text, int origin)
        : this(text, origin, null, null, 65_536 + (16L * text.Length))
    {
    }

    public AlignedText(string text, int origin, int[]? starts, int[]? ends, long limit)
    {
        Text = text;
        _origin = origin;
        _starts = starts;
        _ends = ends;
        Limit = limit;
    }

    public string Text { get; }

    /// <summary>How long the text may become, so that rules from a hostile file cannot make it grow without end.</summary>
    public long Limit { get; }

    /// <summary>Where the segment begins in the original text.</summary>
    public int Origin => _origin;

    public int StartOf(int index) => _starts is null ? _origin + index : _starts[index];

    public int EndOf(int index) => _ends is null ? _origin + index + 1 : _ends[index];

    /// <summary>The same text with another spelling of equal length.</summary>
    public AlignedText WithText(string text) => new(text, _origin, _starts, _ends, Limit);

    /// <summary>A part as a text of its own; its places stay those in the original.</summary>
    public AlignedText Slice(int start, int length)
    {
        if (start == 0 && length == Text.Length)
        {
            return this;
        }

        var text = Text.Substring(start, length);
        return _starts is null
            ? new AlignedText(text, _origin + start, null, null, Limit)
            : new AlignedText(text, length == 0 ? _origin : _starts[start], _starts[start..(start + length)], _ends![start..(start + length)], Limit);
    }
}
