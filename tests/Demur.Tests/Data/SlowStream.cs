using System.Text;
using System.Threading.Channels;

namespace Demur.Tests.Data;

/// <summary>A pipe whose writer takes its time: reading waits until something was given.</summary>
internal sealed class SlowStream : MemoryStream
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();

    public override bool CanSeek => false;

    public void Give(string text) => _pieces.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    public void End() => _pieces.Writer.Complete();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!await _pieces.Reader.WaitToReadAsync(cancellationToken))
        {
            return 0;
        }

        var piece = await _pieces.Reader.ReadAsync(cancellationToken);
        piece.CopyTo(buffer);
        return piece.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
