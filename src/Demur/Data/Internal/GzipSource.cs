using System.IO.Compression;

namespace Demur.Data.Internal;

/// <summary>
/// Inflates gzip and refuses what a plain inflater lets pass: an archive that breaks off, and one that grows out of proportion. The runtime's inflater
/// checks each member's checksum but ends quietly when the archive is cut; so the length in the archive's last four bytes is compared with what came out.
/// </summary>
internal sealed class GzipSource : ReadOnlyStream
{
    private const long FreeBytes = 64L << 20;

    private readonly GzipFeed _feed;
    private readonly GZipStream _inflater;
    private readonly RowOrigin _origin;
    private long _produced;

    public GzipSource(Stream compressed, RowOrigin origin)
    {
        _origin = origin;
        _feed = new GzipFeed(compressed, () => _produced);
        _inflater = new GZipStream(_feed, CompressionMode.Decompress, leaveOpen: true);
    }

    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B, 8, ..];

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Count(_inflater.Read(buffer), buffer.Length);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Count(await _inflater.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflater.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int count, int asked)
    {
        _produced += count;
        if (count == 0 && asked > 0 && !_feed.EndsWithLengthOf(_produced))
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{_origin.File}: the gzip archive is cut short or followed by other bytes, after {_produced} bytes of content; fetch or compress it again.");
        }

        var limit = _origin.Options.MaxExpansion;
        if (_produced > FreeBytes && _produced / limit > _feed.Consumed)
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{_origin.File}: the gzip archive grows more than {limit} times ({_feed.Consumed} bytes became {_produced}); if you trust it, raise MaxExpansion or decompress it first.");
        }

        return count;
    }

    private DemurException Damaged(InvalidDataException error) =>
        new(ErrorCode.BadInput, $"{_origin.File}: the gzip archive is damaged after {_produced} bytes of content; fetch or compress it again.", error);
}
