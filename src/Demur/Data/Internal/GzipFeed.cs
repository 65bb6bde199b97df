using System.Buffers.Binary;

namespace Demur.Data.Internal;

/// <summary>
/// Feeds an inflater and remembers enough to tell a complete archive. An archive may hold several members one after the other, each ending with its own
/// length modulo 2^32. The feed therefore starts a new piece wherever the bytes look like a member's head, and notes how much had come out by then: the
/// inflater asks for more only when all it held is out.
/// </summary>
internal sealed class GzipFeed(Stream compressed, Func<long> produced) : ReadOnlyStream
{
    /// <summary>A head of 10 bytes, an empty block of 2, and a checksum and a length of 4 each.</summary>
    private const int ShortestMember = 20;

    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly List<(long Produced, long Consumed)> _memberStarts = [];
    private int _start;
    private int _end;
    private uint _lastLength;

    /// <summary>The compressed bytes handed out.</summary>
    public long Consumed { get; private set; }

    private static ReadOnlySpan<byte> MemberHead => [0x1F, 0x8B, 8];

    /// <summary>Whether the last four bytes are the length of a member that started somewhere and ended at this total.</summary>
    public bool EndsWithLengthOf(long total) => _memberStarts.Exists(
        start => Consumed - start.Consumed >= ShortestMember && unchecked((uint)(total - start.Produced)) == _lastLength);

    public override int Read(Span<byte> buffer)
    {
        if (_end - _start < MemberHead.Length)
        {
            Compact();
            _end += compressed.ReadAtLeast(_buffer.AsSpan(_end), MemberHead.Length, throwOnEndOfStream: false);
        }

        return Give(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_end - _start < MemberHead.Length)
        {
            Compact();
            _end += await compressed.ReadAtLeastAsync(_buffer.AsMemory(_end), MemberHead.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
        }

        return Give(buffer.Span);
    }

    private void Compact()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }

    private int Give(Span<byte> buffer)
    {
        var ready = _buffer.AsSpan(_start, _end - _start);
        if (ready.StartsWith(MemberHead))
        {
            _memberStarts.Add((produced(), Consumed));
        }

        var piece = PieceLength(ready);
        var count = Math.Min(piece, buffer.Length);
        ready[..count].CopyTo(buffer);
        Remember(ready[..count]);
        _start += count;
        Consumed += count;
        return count;
    }

    /// <summary>Up to the next head, or up to where one might begin at the buffer's end.</summary>
    private static int PieceLength(ReadOnlySpan<byte> ready)
    {
        if (ready.Length <= MemberHead.Length)
        {
            return ready.Length == MemberHead.Length && ready.StartsWith(MemberHead) ? ready.Length : Math.Min(ready.Length, 1);
        }

        var next = ready[1..].IndexOf(MemberHead);
        return next >= 0 ? next + 1 : ready.Length - (MemberHead.Length - 1);
    }

    private void Remember(ReadOnlySpan<byte> given)
    {
        if (given.Length >= sizeof(uint))
        {
            _lastLength = BinaryPrimitives.ReadUInt32LittleEndian(given[^sizeof(uint)..]);
            return;
        }

        foreach (var value in given)
        {
            _lastLength = (_lastLength >> 8) | ((uint)value << 24);
        }
    }
}
