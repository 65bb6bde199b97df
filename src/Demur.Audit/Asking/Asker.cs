using Demur.Audit.Endpoints;
using Demur.Audit.Runs;
using Demur.Exchanges;

namespace Demur.Audit.Asking;

/// <summary>Asks one question until there is an answer, an error worth recording, or a reason to stop the whole audit. The only retry layer.</summary>
internal sealed class Asker(ChatSender sender, Pacing pacing, Budget budget, TokenEstimator tokens, AuditOptions options, Action<string> remark)
{
    private const int MaxRateLimits = 20;
    private const int FirstContactAttempts = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private volatile bool _hasContact;

    /// <summary>Asks.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="stop">Ends waiting and keeps further requests from being sent.</param>
    /// <param name="abort">Breaks off a request under way.</param>
    /// <returns>The answer to store, or null when the budget does not allow the request.</returns>
    /// <exception cref="DemurException">The whole audit has to stop.</exception>
    public async Task<AnswerRecord?> AskAsync(Question question, CancellationToken stop, CancellationToken abort)
    {
        var tries = new Tries();
        while (true)
        {
            var estimate = tokens.Estimate(question.Prompt);
            await pacing.WaitAsync(estimate, Stagger(question, tries), stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (!budget.TryReserve(estimate))
            {
                return null;
            }

            tries.Sent++;
            var reply = await sender.SendAsync(question.Prompt, abort).ConfigureAwait(false);
            tries.Add(Settle(estimate, reply));
            _hasContact |= reply.Failure is not { Kind: FailureKind.Unreachable };
            if (!MustRetry(reply, tries))
            {
                return Record(question, reply, tries.Sent, tries.Cost);
            }

            await RestAsync(question, reply.Failure!, tries, stop).ConfigureAwait(false);
        }
    }

    private decimal? Settle(TokenUse estimate, Reply reply)
    {
        var used = tokens.Used(estimate, reply);
        var cost = used == default ? null : budget.Price(used);
        budget.Settle(estimate, cost);
        pacing.Settle(estimate, used);
        return cost;
    }

    private bool MustRetry(Reply reply, Tries tries)
    {
        if (reply.Failure is not { } failure || failure.Kind == FailureKind.Blocked)
        {
            return false;
        }

        if (!failure.IsTransient)
        {
            return failure.Stops is null ? false : throw AuditStop.Because(failure);
        }

        if (failure.Kind == FailureKind.RateLimited)
        {
            return ++tries.RateLimits <= MaxRateLimits ? true : throw AuditStop.AtRateLimit(failure, MaxRateLimits);
        }

        var allowed = failure.Kind == FailureKind.Unreachable && !_hasContact ? Math.Min(FirstContactAttempts, options.MaxAttempts) : options.MaxAttempts;
        if (++tries.Failures < allowed)
        {
            return true;
        }

        return failure.Stops is null ? false : throw AuditStop.Because(failure);
    }

    private async Task RestAsync(Question question, CallFailure failure, Tries tries, CancellationToken stop)
    {
        var rest = Backoff.Delay(options.Seed, question.Place, tries.Failures + tries.RateLimits);
        if (failure.RetryAfter is { } asked)
        {
            if (asked > LongestPause)
            {
                throw AuditStop.ForLongPause(failure, asked);
            }

            rest = asked > rest || failure.Kind == FailureKind.RateLimited ? asked : rest;
        }

        if (failure.Kind == FailureKind.RateLimited)
        {
            pacing.Pause(rest);
            remark($"the endpoint limits the rate: everyone waits {rest.TotalSeconds:0.#} s");
            return;
        }

        await Task.Delay(rest, options.Clock, stop).ConfigureAwait(false);
    }

    /// <summary>After a pause the workers come back over ten milliseconds for each of them, not all at one instant.</summary>
    private TimeSpan Stagger(Question question, Tries tries) =>
        TimeSpan.FromMilliseconds(10 * options.Concurrency * Backoff.Draw(options.Seed, question.Place, -1 - tries.RateLimits));

    private AnswerRecord Record(Question question, Reply reply, int sent, decimal? cost) => new()
    {
        Suite = question.Suite,
        Prompt = question.Prompt,
        Sample = question.Sample,
        Outcome = reply.Outcome,
        Response = reply.Text,
        FullLength = reply.FullLength,
        FinishReason = reply.FinishReason,
        Error = reply.Outcome == ExchangeOutcome.Errored ? reply.Failure?.Message : null,
        AnsweredAt = options.Clock.GetUtcNow(),
        Latency = reply.Outcome == ExchangeOutcome.Errored ? null : reply.Latency,
        InputTokens = reply.InputTokens,
        OutputTokens = reply.OutputTokens,
        Cost = cost,
        Attempts = question.EarlierAttempts + sent,
    };

    private sealed class Tries
    {
        public int Sent { get; set; }

        public int Failures { get; set; }

        public int RateLimits { get; set; }

        /// <summary>What all tries cost together; null when nothing is known to have cost anything.</summary>
        public decimal? Cost { get; private set; }

        public void Add(decimal? cost) => Cost = cost is null ? Cost : (Cost ?? 0) + cost;
    }
}
