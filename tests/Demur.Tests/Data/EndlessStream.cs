using System.Globalization;
using System.Text;

namespace Demur.Tests.Data;

/// <summary>A file that goes on for ever: a start, then rows of about a thousand characters, numbered from 0.</summary>
internal sealed class EndlessStream(string start, string row) : MemoryStream
{
    private static readonly string Filling = new('x', 1000);

    private readonly CompositeFormat _row = CompositeFormat.Parse(row);
    private byte[] _ready = Encoding.UTF8.GetBytes(start);
    private int _position;
    private int _next;

    public long Given { get; private set; }

    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer)
    {
        if (_position == _ready.Length)
        {
            _ready = Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, _row, _next++, Filling));
            _position = 0;
        }

        var count = Math.Min(buffer.Length, _ready.Length - _position);
        _ready.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        Given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}
