namespace Demur.Tests.Data;

/// <summary>A stream like a pipe: it cannot seek, and gives a few bytes at a time.</summary>
internal sealed class ForwardStream(byte[] content) : MemoryStream(content, writable: false)
{
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 13));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 13)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, 13)], cancellationToken);
}
