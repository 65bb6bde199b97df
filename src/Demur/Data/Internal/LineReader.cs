namespace Demur.Data.Internal;

/// <summary>Splits a stream into lines, holding one at a time.</summary>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The line's bytes without its end; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>The line's number, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line was longer than allowed; <see cref="Line"/> is then empty.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Moves to the next line.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        IsTooLong = false;
        var scanned = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (end >= 0)
            {
                Take(scanned + end, separator: 1);
                return true;
            }

            scanned = _end - _start;
            if (_ended)
            {
                return TakeLast();
            }

            if (scanned > maxBytes)
            {
                IsTooLong = true;
                _start = _end = scanned = 0;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private bool TakeLast()
    {
        if (_start == _end && !IsTooLong)
        {
            return false;
        }

        Take(_end - _start, separator: 0);
        return true;
    }

    private void Take(int length, int separator)
    {
        Number++;
        IsTooLong |= length > maxBytes;
        var line = _buffer.AsMemory(_start, length);
        Line = IsTooLong ? default : line.Span is [.., (byte)'\r'] ? line[..^1] : line;
        _start += length + separator;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, _buffer.Length * 2L));
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        _ended = count == 0;
    }
}
