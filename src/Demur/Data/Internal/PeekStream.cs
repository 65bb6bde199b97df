namespace Demur.Data.Internal;

/// <summary>A stream whose first bytes can be looked at before they are read. It does not own the stream under it.</summary>
internal sealed class PeekStream : ReadOnlyStream
{
    private const int PeekLength = 1 << 16;

    /// <summary>The bytes that tell gzip, Parquet and the Unicode encodings apart.</summary>
    private const int ShortestMark = 4;

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

    /// <summary>Looks at the first bytes of a stream.</summary>
    /// <param name="inner">The stream.</param>
    /// <param name="isPatient">Whether to wait for all that is looked at; otherwise the first line will do, so that a slow pipe's rows are not held back.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<PeekStream> CreateAsync(Stream inner, bool isPatient, CancellationToken cancellationToken)
    {
        var buffer = new byte[PeekLength];
        var length = 0;
        while (length < buffer.Length && (isPatient || length < ShortestMark || !buffer.AsSpan(0, length).Contains((byte)'\n')))
        {
            var count = await inner.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return new PeekStream(inner, buffer.AsMemory(0, length), all: true);
            }

            length += count;
        }

        return new PeekStream(inner, buffer.AsMemory(0, length), all: false);
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
