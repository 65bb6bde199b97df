namespace Demur.Audit.Asking;

/// <summary>Everything that makes a worker wait before it may send: the endpoint's own pauses and the user's rates.</summary>
internal sealed class Pacing(AuditOptions options)
{
    private readonly PauseGate _gate = new(options.Clock);
    private readonly TokenBucket? _requests = options.RequestsPerMinute is { } rate ? new TokenBucket(rate, options.Clock) : null;
    private readonly TokenBucket? _tokens = options.TokensPerMinute is { } rate ? new TokenBucket(rate, options.Clock) : null;

    /// <summary>Waits for the turn of one request.</summary>
    public async Task WaitAsync(TokenUse estimate, TimeSpan stagger, CancellationToken cancellationToken)
    {
        // A pause comes before the rates, lest all who hold a turn already burst out at its end; and after, should one begin meanwhile.
        await _gate.WaitAsync(stagger, cancellationToken).ConfigureAwait(false);
        await (_requests?.TakeAsync(1, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        await (_tokens?.TakeAsync(estimate.Total, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        await _gate.WaitAsync(stagger, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the estimate right.</summary>
    public void Settle(TokenUse estimate, TokenUse used) => _tokens?.Settle(used.Total - estimate.Total);

    /// <summary>Makes everyone wait.</summary>
    public void Pause(TimeSpan span) => _gate.CloseUntil(options.Clock.GetUtcNow() + span);
}
