namespace Demur.Data.Internal;

/// <summary>A stream whose first bytes can be looked at before they are read. It does not own the stream under it.</summary>
internal sealed class PeekStream : ReadOnlyStream
{
    private const int PeekLength = 1 << 16;

    private readonly Stream _inner;
    private ReadOnlyMemory<byte> _ahead;

    private PeekStream(Stream inner, ReadOnlyMemory<byte> ahead, bool all)
    {
        _inner = inner;
        _ahead = ahead;
        PeekedAll = all;
    }

    /// <summary>The first bytes that were not read yet.</summary>
    public ReadOnlySpan<byte> Peeked => _ahead.Span;

    /// <summary>Whether the stream holds nothing past <see cref="Peeked"/>.</summary>
    public bool PeekedAll { get; }

    /// <summary>The stream under this one, when it can seek and nothing was changed on the way: reading it starts over.</summary>
    public Stream? Seekable => _inner is { CanSeek: true } and not PeekStream ? _inner : null;

    public static async Task<PeekStream> CreateAsync(Stream inner, CancellationToken cancellationToken)
    {
        var buffer = new byte[PeekLength];
        var length = await inner.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return new PeekStream(inner, buffer.AsMemory(0, length), length < buffer.Length);
    }

    /// <summary>Leaves out bytes that were looked at.</summary>
    public void Drop(int count) => _ahead = _ahead[count..];

    public override int Read(Span<byte> buffer)
    {
        if (_ahead.IsEmpty)
        {
            return PeekedAll ? 0 : _inner.Read(buffer);
        }

        return TakeAhead(buffer);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_ahead.IsEmpty)
        {
            return new ValueTask<int>(TakeAhead(buffer.Span));
        }

        return PeekedAll ? new ValueTask<int>(0) : _inner.ReadAsync(buffer, cancellationToken);
    }

    private int TakeAhead(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _ahead.Length);
        _ahead.Span[..count].CopyTo(buffer);
        _ahead = _ahead[count..];
        return count;
    }
}
