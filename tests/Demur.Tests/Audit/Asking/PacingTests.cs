using Demur.Audit.Asking;
using Microsoft.Extensions.Time.Testing;

namespace Demur.Tests.Audit.Asking;

public sealed class PacingTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Sixty_a_minute_is_one_each_second()
    {
        var bucket = new TokenBucket(perMinute: 60, _clock);

        var turns = Enumerable.Range(0, 4).Select(_ => bucket.TakeAsync(1, CancellationToken.None)).ToList();

        Assert.Equal([true, false, false, false], turns.Select(turn => turn.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, true, false, false], turns.Select(turn => turn.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([true, true, true, true], turns.Select(turn => turn.IsCompleted));
    }

    [Fact]
    public void A_rest_saves_up_one_second_and_no_more()
    {
        var bucket = new TokenBucket(perMinute: 120, _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        var turns = Enumerable.Range(0, 4).Select(_ => bucket.TakeAsync(1, CancellationToken.None)).ToList();

        Assert.Equal([true, true, false, false], turns.Select(turn => turn.IsCompleted));
    }

    [Fact]
    public void What_was_used_beyond_the_estimate_is_waited_for()
    {
        var bucket = new TokenBucket(perMinute: 600, _clock);
        Assert.True(bucket.TakeAsync(10, CancellationToken.None).IsCompleted);
        bucket.Settle(20);

        var next = bucket.TakeAsync(10, CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled()
    {
        var bucket = new TokenBucket(perMinute: 1, _clock);
        await bucket.TakeAsync(1, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var next = bucket.TakeAsync(1, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task A_closed_gate_holds_everyone_and_a_later_closing_prolongs_it()
    {
        var gate = new PauseGate(_clock);
        await gate.WaitAsync(TimeSpan.Zero, CancellationToken.None);
        gate.CloseUntil(_clock.GetUtcNow() + TimeSpan.FromSeconds(2));
        gate.CloseUntil(_clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        var waiting = Enumerable.Range(0, 3).Select(_ => gate.WaitAsync(TimeSpan.Zero, CancellationToken.None)).ToList();

        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        gate.CloseUntil(_clock.GetUtcNow() + TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Waits_double_up_to_thirty_seconds_and_depend_on_seed_question_and_turn_alone()
    {
        for (var failures = 1; failures <= 12; failures++)
        {
            var whole = Math.Min(30, 0.5 * Math.Pow(2, failures - 1));
            var delay = Backoff.Delay(seed: 1, question: 7, failures).TotalSeconds;
            Assert.InRange(delay, whole / 2, whole);
            Assert.Equal(delay, Backoff.Delay(seed: 1, question: 7, failures).TotalSeconds);
        }

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(question => Backoff.Draw(1, question, 1)).Distinct().Count());
        Assert.InRange(Enumerable.Range(0, 1000).Average(question => Backoff.Draw(1, question, 1)), 0.45, 0.55);
        Assert.NotEqual(Backoff.Draw(1, 3, 1), Backoff.Draw(2, 3, 1));
    }
}
