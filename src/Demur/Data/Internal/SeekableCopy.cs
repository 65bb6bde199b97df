namespace Demur.Data.Internal;

/// <summary>Parquet is read from its end, so a stream that cannot seek is first copied to a temporary file, which vanishes when it is closed.</summary>
internal sealed class SeekableCopy : IAsyncDisposable
{
    private readonly bool _isOwned;

    private SeekableCopy(Stream stream, bool isOwned)
    {
        Stream = stream;
        _isOwned = isOwned;
    }

    public Stream Stream { get; }

    public static async Task<SeekableCopy> OfAsync(PeekStream content, RowOrigin origin, CancellationToken cancellationToken)
    {
        if (content.Seekable is { } seekable)
        {
            seekable.Position = 0;
            return new SeekableCopy(seekable, isOwned: false);
        }

        var copy = CreateTemporary();
        try
        {
            await CopyAsync(content, copy, origin, cancellationToken).ConfigureAwait(false);
            return new SeekableCopy(copy, isOwned: true);
        }
        catch
        {
            await copy.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _isOwned ? Stream.DisposeAsync() : ValueTask.CompletedTask;

    private static FileStream CreateTemporary()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"demur-{Guid.NewGuid():N}.parquet"), options);
    }

    private static async Task CopyAsync(PeekStream content, FileStream copy, RowOrigin origin, CancellationToken cancellationToken)
    {
        var limit = origin.Options.MaxRowGroupBytes > long.MaxValue / 8 ? long.MaxValue : origin.Options.MaxRowGroupBytes * 8;
        var buffer = new byte[1 << 17];
        int count;
        while ((count = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (copy.Position + count > limit)
            {
                throw new DemurException(
                    ErrorCode.BadInput,
                    $"{origin.File}: holds more than {limit} bytes of Parquet that must be copied to be read; store it uncompressed as a file, or raise MaxRowGroupBytes.");
            }

            await copy.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        copy.Position = 0;
    }
}
