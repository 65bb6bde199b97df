namespace Demur.Audit.Asking;

/// <summary>
/// Spreads a quantity evenly over time: a bucket that holds what one second grants (at least one unit) and fills at a steady rate.
/// A taker that finds too little waits until its turn; takers are served in the order in which they came.
/// </summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly double _perSecond;
    private readonly double _capacity;
    private double _level;
    private long _filledAt;

    public TokenBucket(double perMinute, TimeProvider clock)
    {
        _clock = clock;
        _perSecond = perMinute / 60;
        _capacity = Math.Max(1, _perSecond);
        _level = _capacity;
        _filledAt = clock.GetTimestamp();
    }

    /// <summary>Takes an amount now, going into debt if need be, and waits until the debt is paid by time.</summary>
    public async Task TakeAsync(double amount, CancellationToken cancellationToken)
    {
        var wait = Take(amount);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sets an earlier estimate right; a positive amount was used beyond it, a negative one was not used.</summary>
    public void Settle(double amount) => Take(amount);

    private TimeSpan Take(double amount)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            var filled = _level + (_clock.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond);
            _filledAt = now;
            _level = Math.Min(_capacity, filled) - amount;
            return _level >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_level / _perSecond);
        }
    }
}
