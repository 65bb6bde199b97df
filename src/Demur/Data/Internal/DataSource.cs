using System.Text;

namespace Demur.Data.Internal;

/// <summary>An opened file: decompressed, its text as UTF-8 without a byte order mark, and its format told.</summary>
internal sealed class DataSource : IAsyncDisposable
{
    private readonly Stream? _inflated;
    private readonly Stream? _transcoded;

    private DataSource(PeekStream content, DataFormat format, Stream? inflated, Stream? transcoded)
    {
        Content = content;
        Format = format;
        _inflated = inflated;
        _transcoded = transcoded;
    }

    public PeekStream Content { get; }

    public DataFormat Format { get; }

    public static async Task<DataSource> OpenAsync(Stream stream, RowOrigin origin, CancellationToken cancellationToken)
    {
        var isPatient = FormatSniffer.NeedsMoreThanOneLine(origin.File);
        var content = await PeekStream.CreateAsync(stream, isPatient, cancellationToken).ConfigureAwait(false);
        GzipSource? inflated = null;
        if (GzipSource.IsGzip(content.Peeked))
        {
            inflated = new GzipSource(content, origin);
            content = await PeekStream.CreateAsync(inflated, isPatient, cancellationToken).ConfigureAwait(false);
            if (GzipSource.IsGzip(content.Peeked))
            {
                throw new DemurException(ErrorCode.BadInput, $"{origin.File}: holds gzip inside gzip; decompress it once and read the result.");
            }
        }

        var transcoded = Transcode(content, origin.File);
        if (transcoded is not null)
        {
            content = await PeekStream.CreateAsync(transcoded, isPatient, cancellationToken).ConfigureAwait(false);
        }

        if (content.Peeked is [0xEF, 0xBB, 0xBF, ..])
        {
            content.Drop(3);
        }

        var format = FormatSniffer.Tell(origin.File, content.Peeked, content.PeekedAll, origin.Options.Format);
        origin.Report.Format = format;
        origin.Report.IsCompressed = inflated is not null;
        return new DataSource(content, format, inflated, transcoded);
    }

    public async ValueTask DisposeAsync()
    {
        if (_transcoded is not null)
        {
            await _transcoded.DisposeAsync().ConfigureAwait(false);
        }

        if (_inflated is not null)
        {
            await _inflated.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>UTF-16 is told by its mark, or by the zero byte beside its first ASCII character; files of ours start with one.</summary>
    private static Stream? Transcode(PeekStream content, string file)
    {
        var encoding = content.Peeked switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] =>
                throw new DemurException(ErrorCode.BadInput, $"{file}: is UTF-32; save it as UTF-8."),
            [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => "utf-16",
            [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => "utf-16BE",
            _ => null,
        };
        return encoding is null
            ? null
            : Encoding.CreateTranscodingStream(content, Utf8Text.Marking(encoding), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
    }
}
