namespace Demur.Neural.Tokenization.Internal;

/// <summary>Writes a changed text while keeping where each character came from.</summary>
internal sealed class AlignedTextBuilder
{
    private readonly AlignedText _source;
    private char[] _text;
    private int[] _starts;
    private int[] _ends;
    private int _length;

    public AlignedTextBuilder(AlignedText source)
    {
        _source = source;
        var capacity = source.Text.Length + (source.Text.Length >> 2) + 8;
        _text = new char[capacity];
        _starts = new int[capacity];
        _ends = new int[capacity];
    }

    public int Length => _length;

    /// <summary>Copies a character of the source.</summary>
    public void Keep(int index) => Append(_source.Text[index], _source.StartOf(index), _source.EndOf(index));

    public void Keep(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            Keep(i);
        }
    }

    /// <summary>Writes text in the place of a stretch of the source; an empty stretch gives characters of no width.</summary>
    public void Replace(ReadOnlySpan<char> replacement, int start, int end)
    {
        var (first, last) = Range(start, end);
        foreach (var character in replacement)
        {
            Append(character, first, last);
        }
    }

    public void Replace(char replacement, int start, int end)
    {
        var (first, last) = Range(start, end);
        Append(replacement, first, last);
    }

    public AlignedText ToText() => new(new string(_text, 0, _length), _source.Origin, _starts[.._length], _ends[.._length], _source.Limit);

    private (int Start, int End) Range(int start, int end)
    {
        if (end > start)
        {
            return (_source.StartOf(start), _source.EndOf(end - 1));
        }

        var place = start < _source.Text.Length ? _source.StartOf(start) : start > 0 ? _source.EndOf(start - 1) : _source.Origin;
        return (place, place);
    }

    private void Append(char character, int start, int end)
    {
        if (_length == _text.Length)
        {
            if (_length > _source.Limit)
            {
                throw new DemurException($"The tokenizer's rules make {_source.Text.Length} characters grow past {_source.Limit}; such a tokenizer cannot be used.");
            }

            Array.Resize(ref _text, _length * 2);
            Array.Resize(ref _starts, _length * 2);
            Array.Resize(ref _ends, _length * 2);
        }

        _text[_length] = character;
        _starts[_length] = start;
        _ends[_length++] = end;
    }
}
