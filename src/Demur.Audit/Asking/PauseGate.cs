namespace Demur.Audit.Asking;

/// <summary>Holds every worker back while the endpoint asks for rest: one worker's 429 is everyone's.</summary>
internal sealed class PauseGate(TimeProvider clock)
{
    private long _openAtTicks;

    /// <summary>Closes the gate until a time; a later time that is already set stays.</summary>
    public void CloseUntil(DateTimeOffset time)
    {
        long seen;
        while ((seen = Interlocked.Read(ref _openAtTicks)) < time.UtcTicks
               && Interlocked.CompareExchange(ref _openAtTicks, time.UtcTicks, seen) != seen)
        {
            // Another worker moved it meanwhile; look again.
        }
    }

    /// <summary>Waits until the gate is open, also when it is closed anew meanwhile.</summary>
    /// <param name="stagger">A worker's own share of extra waiting after a pause, so that not all come back at one instant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(TimeSpan stagger, CancellationToken cancellationToken)
    {
        for (var wait = Remaining(); wait > TimeSpan.Zero; wait = Remaining())
        {
            await Task.Delay(wait + stagger, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Remaining() => TimeSpan.FromTicks(Math.Max(0, Interlocked.Read(ref _openAtTicks) - clock.GetUtcNow().UtcTicks));
}
