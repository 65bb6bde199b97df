using System.Runtime.InteropServices;

namespace Demur.Cli.Hosting;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a cancellation; a second one ends the process at once. Wrappers such as <c>timeout</c> send one signal twice,
/// to the process and to its group: what follows the first within half a second is the same one.
/// </summary>
internal sealed class InterruptSource : IDisposable
{
    private static readonly TimeSpan SameSignal = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private long _first;

    public InterruptSource()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            context.Cancel = TimeProvider.System.GetElapsedTime(_first) < SameSignal;
            return;
        }

        _first = TimeProvider.System.GetTimestamp();
        context.Cancel = true;
        _source.Cancel();
    }
}
