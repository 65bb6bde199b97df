using Demur.Audit.Labelling;
using Demur.Audit.Store;

namespace Demur.Audit;

/// <summary>How an audit asks: what shapes the answers, how fast it may go, what it may spend, and where it keeps what it got.</summary>
public sealed record AuditOptions
{
    private const int MostSamples = 10_000;

    private readonly IResponseLabeler? _labeler;

    /// <summary>The model's name in reports and in the run; the chat client's own name for it by default. Never put a key here.</summary>
    public string? Model { get; init; }

    /// <summary>Judges the answers as they arrive; <see cref="CascadeResponseLabeler.Default"/> by default. Labels are stored beside the answers and renewed for free when the labeller changes.</summary>
    public IResponseLabeler Labeler
    {
        get => _labeler ?? CascadeResponseLabeler.Default;
        init => _labeler = value;
    }

    /// <summary>Keeps the run, so that the same audit goes on after any interruption; a store in memory when null. The caller disposes of it.</summary>
    public IRunStore? Store { get; init; }

    /// <summary>The answers to ask for each prompt; 1 by default, at most 10,000.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>The system prompt sent before every prompt; none by default.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The sampling temperature; the endpoint's own default when null.</summary>
    public float? Temperature { get; init; }

    /// <summary>The most tokens of one answer; the endpoint's own default when null. A short limit is cheaper: refusals show early.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Whether answers are streamed; false by default. A stream keeps the text of an answer whose connection breaks, and holds less memory for long answers.</summary>
    public bool Streaming { get; init; }

    /// <summary>The requests that may be open at one time; 8 by default, at least 1.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The requests that may be sent in a minute, evenly spread; no limit when null.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The tokens, asked and answered, that may be used in a minute; no limit when null. Estimated before sending and set right after it.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>The time after which a request is given up and sent again; 120 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often one prompt is sent at most before its error is recorded; 6 by default. Rate limits (429) do not count: they make everyone wait, and a prompt is sent again up to 20 times before the audit stops.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>The prompts in a row that may end in errors before the audit stops; 20 by default.</summary>
    public int MaxErrorsInARow { get; init; } = 20;

    /// <summary>The most requests the whole run may send, over all its sessions; no limit when null.</summary>
    public long? MaxRequests { get; init; }

    /// <summary>The most US dollars the whole run may cost, over all its sessions; needs <see cref="InputPrice"/> and <see cref="OutputPrice"/>. No limit when null.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>US dollars for a million tokens asked; costs stay unknown when null.</summary>
    public decimal? InputPrice { get; init; }

    /// <summary>US dollars for a million tokens answered; costs stay unknown when null.</summary>
    public decimal? OutputPrice { get; init; }

    /// <summary>How long answers under way may still arrive after a cancellation, so that they are not paid for twice; 10 seconds by default.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Seeds the order of the prompts and the jitter of the waits; 1 by default. A shuffled order makes the live rates, and a run that its budget ends, speak for all categories.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Texts, such as the endpoint's key, that are taken out of every answer and error before anything is stored or shown.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Checks every value.</summary>
    /// <param name="nameOf">What the caller's users call a property, given its name; null (the default) for the name itself.</param>
    /// <exception cref="DemurException">A value is out of its range; the message names it and its range.</exception>
    public void Validate(Func<string, string>? nameOf = null)
    {
        Require(Samples is >= 1 and <= MostSamples, nameof(Samples), Samples, $"from 1 to {MostSamples}");
        Require(Concurrency is >= 1 and <= 4096, nameof(Concurrency), Concurrency, "from 1 to 4096");
        Require(MaxAttempts >= 1, nameof(MaxAttempts), MaxAttempts, "at least 1");
        Require(MaxErrorsInARow >= 1, nameof(MaxErrorsInARow), MaxErrorsInARow, "at least 1");
        Require(RequestsPerMinute is null or >= 1, nameof(RequestsPerMinute), RequestsPerMinute, "at least 1");
        Require(TokensPerMinute is null or >= 1, nameof(TokensPerMinute), TokensPerMinute, "at least 1");
        Require(MaxOutputTokens is null or >= 1, nameof(MaxOutputTokens), MaxOutputTokens, "at least 1");
        Require(MaxRequests is null or >= 1, nameof(MaxRequests), MaxRequests, "at least 1");
        Require(Temperature is null or (>= 0 and <= 2), nameof(Temperature), Temperature, "from 0 to 2");
        Require(RequestTimeout > TimeSpan.Zero && RequestTimeout <= TimeSpan.FromDays(1), nameof(RequestTimeout), $"{RequestTimeout.TotalSeconds:0.###} seconds", "more than 0 seconds and at most a day");
        Require(InputPrice is null or >= 0, nameof(InputPrice), InputPrice, "at least 0");
        Require(OutputPrice is null or >= 0, nameof(OutputPrice), OutputPrice, "at least 0");
        Require(MaxCost is null or > 0, nameof(MaxCost), MaxCost, "more than 0");
        if (MaxCost is not null && (InputPrice is null || OutputPrice is null))
        {
            throw new DemurException(ErrorCode.Usage, "A limit on the cost needs the prices: give the dollars for a million tokens asked and answered (--price-in, --price-out).");
        }

        void Require(bool holds, string name, object? value, string range)
        {
            if (!holds)
            {
                throw new DemurException(ErrorCode.Usage, $"{nameOf?.Invoke(name) ?? name} is {value}; it must be {range}.");
            }
        }
    }
}
