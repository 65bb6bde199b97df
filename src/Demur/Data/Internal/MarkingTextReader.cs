namespace Demur.Data.Internal;

/// <summary>Decodes UTF-8 for the CSV parser: marks bytes that are no text, and stops when one record takes more than it may.</summary>
internal sealed class MarkingTextReader(Stream stream, long maxChars, Func<long> rowStart, Func<DemurException> tooLong) : TextReader
{
    private readonly StreamReader _reader = new(stream, Utf8Text.Marking("utf-8"), detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
    private long _given;

    public override int Read(char[] buffer, int index, int count) => Count(_reader.Read(buffer, index, count));

    public override int Read(Span<char> buffer) => Count(_reader.Read(buffer));

    public override async Task<int> ReadAsync(char[] buffer, int index, int count) =>
        Count(await _reader.ReadAsync(buffer, index, count).ConfigureAwait(false));

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
        Count(await _reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int count)
    {
        _given += count;
        return _given - rowStart() <= maxChars ? count : throw tooLong();
    }
}
