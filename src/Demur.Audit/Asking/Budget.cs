namespace Demur.Audit.Asking;

/// <summary>What the run may still send and spend. Costs are reserved before a request is sent, so that requests under way together cannot overrun the limit together.</summary>
internal sealed class Budget(AuditOptions options, long requestsBefore, decimal costBefore)
{
    private readonly Lock _lock = new();
    private long _requests = requestsBefore;
    private decimal _cost = costBefore;
    private decimal _reserved;

    /// <summary>Why the budget ended the run; null while it has not.</summary>
    public string? Exhausted { get; private set; }

    /// <summary>The cost so far, without what is reserved; null when no price is known.</summary>
    public decimal? Cost => options.InputPrice is null || options.OutputPrice is null ? null : Locked(() => _cost);

    /// <summary>The price of a request; null when no price is known.</summary>
    public decimal? Price(TokenUse use) => options is { InputPrice: { } input, OutputPrice: { } output }
        ? ((use.Input * input) + (use.Output * output)) / 1_000_000m
        : null;

    /// <summary>Reserves a request, or says no and why.</summary>
    public bool TryReserve(TokenUse estimate)
    {
        var price = Price(estimate) ?? 0;
        lock (_lock)
        {
            Exhausted ??= Reason(price);
            if (Exhausted is not null)
            {
                return false;
            }

            _requests++;
            _reserved += price;
            return true;
        }
    }

    /// <summary>Puts the true cost in the place of the reserved one.</summary>
    public void Settle(TokenUse estimate, decimal? cost)
    {
        lock (_lock)
        {
            _reserved -= Price(estimate) ?? 0;
            _cost += cost ?? 0;
        }
    }

    private string? Reason(decimal price)
    {
        if (_requests >= options.MaxRequests)
        {
            return $"the run has sent {_requests} {(_requests == 1 ? "request" : "requests")} and may send no more than {options.MaxRequests}";
        }

        // The cost so far is left out: answers under way will still raise it, and the summary would show another.
        return _cost + _reserved + price > options.MaxCost
            ? $"the next request could take its cost past ${options.MaxCost:0.######}"
            : null;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
