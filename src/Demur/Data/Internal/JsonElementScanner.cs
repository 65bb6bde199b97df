using System.Text;
using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>Walks through a JSON document and stops at each element of its array, holding one element at a time.</summary>
internal sealed class JsonElementScanner(Stream stream, RowOrigin origin)
{
    private enum Step
    {
        NeedsMore,
        Moved,
        Element,
        End,
    }

    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _ended;
    private JsonReaderState _state;
    private bool _inArray;
    private bool _isOpen;
    private string? _member;
    private string? _arrayMember;
    private long _line = 1;
    private long _column = 1;

    /// <summary>The element's bytes; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Element { get; private set; }

    /// <summary>The line on which the element starts, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The column at which the element starts, from 1.</summary>
    public long Column { get; private set; }

    /// <summary>Moves to the next element.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (TryStep())
            {
                case Step.Element:
                    return true;
                case Step.End:
                    return false;
                case Step.NeedsMore:
                    await FillAsync(cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private Step TryStep()
    {
        if (_ended && !_isOpen && _buffer.AsSpan(_start, _end - _start).Trim(" \t\r\n"u8).IsEmpty)
        {
            return Step.End;
        }

        try
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
            return reader.Read() ? StepOver(ref reader) : AtEnd();
        }
        catch (JsonException error)
        {
            throw Broken((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, "not valid JSON: " + JsonRows.Explain(error));
        }
    }

    private Step AtEnd()
    {
        if (!_ended)
        {
            return Step.NeedsMore;
        }

        return _arrayMember is not null
            ? Step.End
            : throw Broken(_line, _column, "the document holds no array of rows; expected an array of objects, or an object with one such array.");
    }

    private Step StepOver(ref Utf8JsonReader reader)
    {
        if (_inArray)
        {
            return StepInArray(ref reader);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                EnterArray(_member ?? "");
                break;
            case JsonTokenType.StartObject when !_isOpen:
                _isOpen = true;
                break;
            case JsonTokenType.PropertyName:
                // As it is written: it only stands in an error, and its escapes may stand for halves of characters.
                _member = Encoding.UTF8.GetString(reader.ValueSpan);
                break;
            default:
                if (!reader.TrySkip())
                {
                    return Step.NeedsMore;
                }

                break;
        }

        Advance(ref reader);
        return Step.Moved;
    }

    private Step StepInArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _inArray = false;
            Advance(ref reader);
            return Step.Moved;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return Step.NeedsMore;
        }

        var end = (int)reader.BytesConsumed;
        Element = _buffer.AsMemory(_start + start, end - start);
        Move(start);
        Line = _line;
        Column = _column;
        _state = reader.CurrentState;
        Move(end - start);
        return Step.Element;
    }

    private void EnterArray(string member)
    {
        if (_arrayMember is not null)
        {
            throw Broken(_line, _column, $"the document holds two arrays, '{_arrayMember}' and '{member}'; keep the one with the rows.");
        }

        _isOpen = true;
        _inArray = true;
        _arrayMember = member;
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        _state = reader.CurrentState;
        Move((int)reader.BytesConsumed);
    }

    /// <summary>Moves on by some bytes, counting lines.</summary>
    private void Move(int count)
    {
        var passed = _buffer.AsSpan(_start, count);
        var lineEnd = passed.LastIndexOf((byte)'\n');
        _line += passed.Count((byte)'\n');
        _column = lineEnd < 0 ? _column + count : count - lineEnd;
        _start += count;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var max = origin.Options.MaxRowBytes;
        if (_end - _start > max)
        {
            throw Broken(_line, _column, $"a row is longer than {max} bytes, the most that is read; split it.");
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, _buffer.Length * 2L));
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        _ended = count == 0;
    }

    private DemurException Broken(long line, long column, string problem) =>
        new(ErrorCode.BadInput, $"{origin.File}:{line}:{column}: {problem}");
}
