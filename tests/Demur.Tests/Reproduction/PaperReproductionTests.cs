using System.Text.Json;
using Demur.Progress;
using Demur.Reproduction;
using Demur.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Demur.Tests.Reproduction;

public sealed class PaperReproductionTests
{
    private static readonly ReproductionClaim[] ThreeClaims =
    [
        ReproductionClaim.AtLeast("1", 0.8, "AUROC's mean is at least 0.8"),
        ReproductionClaim.Exactly("2", 160_975, "there are 160,975 features"),
        ReproductionClaim.AtMost("3", 0.05, "the in-domain loss is at most 0.05"),
    ];

    [Fact]
    public async Task A_report_holds_the_claims_in_their_order_with_mean_and_deviation()
    {
        var report = await RunAsync(new ScriptedReproduction("01", ThreeClaims, (run, _) =>
        {
            run.Measure("3", 0.06);
            run.Measure("2", 160_975);
            run.Measure("1", [0.7, 0.9]);
            return Task.CompletedTask;
        }));

        Assert.Equal(["1", "2", "3"], report.Checks.Select(check => check.Claim.Id));
        Assert.Equal([CheckOutcome.Passed, CheckOutcome.Passed, CheckOutcome.Failed], report.Checks.Select(check => check.Outcome));
        Assert.Equal(0.8, report.Checks[0].Measured!.Value, 12);
        Assert.Equal(0.141421, report.Checks[0].Deviation!.Value, 6);
        Assert.Null(report.Checks[1].Deviation);
        Assert.False(report.Passed);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task The_json_is_the_contract()
    {
        var clock = new FakeTimeProvider();
        var report = await RunAsync(
            new ScriptedReproduction("01", ThreeClaims, (run, _) =>
            {
                run.Measure("1", [0.81, 0.85]);
                run.Measure("2", 160_975);
                run.Skip("3", "The research data 'x' is not on this machine.");
                clock.Advance(TimeSpan.FromSeconds(12.34));
                return Task.CompletedTask;
            }),
            clock,
            seeds: 2);

        Snapshot.Match(report.ToJson(), "Report");
    }

    [Fact]
    public async Task Missing_data_skips_what_was_not_measured_and_never_passes()
    {
        var report = await RunAsync(new ScriptedReproduction("01", ThreeClaims, (run, _) =>
        {
            run.Measure("1", 0.9);
            run.Data.Require("nowhere.csv");
            return Task.CompletedTask;
        }));

        Assert.Equal([CheckOutcome.Passed, CheckOutcome.Skipped, CheckOutcome.Skipped], report.Checks.Select(check => check.Outcome));
        Assert.Contains("nowhere.csv", report.Checks[1].SkipReason, StringComparison.Ordinal);
        Assert.False(report.Passed);
        Assert.Equal(3, report.ExitCode);
    }

    [Fact]
    public async Task A_figure_that_is_not_a_number_fails_and_is_null_in_json()
    {
        var report = await RunAsync(ScriptedReproduction.Of("01", double.NaN));

        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("checks")[0].GetProperty("measured").ValueKind);
        Assert.Equal(1, report.ExitCode);
    }

    [Theory]
    [InlineData(new[] { 0.9 }, 0)]
    [InlineData(new[] { 0.8 }, 0)]
    [InlineData(new[] { 0.7999 }, 1)]
    [InlineData(new[] { 0.5, 0.9 }, 1)]
    public async Task The_exit_code_follows_from_the_mean(double[] values, int expected) =>
        Assert.Equal(expected, (await RunAsync(ScriptedReproduction.Of("01", values))).ExitCode);

    [Fact]
    public async Task Seeds_follow_the_first_by_one()
    {
        IReadOnlyList<int> seen = [];
        var reproduction = new ScriptedReproduction("01", [], (run, _) =>
        {
            seen = run.Seeds;
            return Task.CompletedTask;
        });

        await reproduction.RunAsync(Context() with { Seeds = 3, Seed = 7 }, TestContext.Current.CancellationToken);

        Assert.Equal([7, 8, 9], seen);
    }

    [Fact]
    public async Task A_report_without_claims_does_not_pass()
    {
        var report = await RunAsync(new ScriptedReproduction("01", [], (_, _) => Task.CompletedTask));

        Assert.False(report.Passed);
    }

    [Fact]
    public async Task A_claim_left_without_a_figure_is_a_bug()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(new ScriptedReproduction("01", ThreeClaims, (_, _) => Task.CompletedTask)));

        Assert.Equal("The reproduction ended without a figure for its claim 1.", error.Message);
    }

    [Fact]
    public async Task A_figure_for_a_claim_that_was_never_stated_is_a_bug() =>
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new ScriptedReproduction("01", ThreeClaims, (run, _) =>
        {
            run.Measure("4", 1);
            return Task.CompletedTask;
        })));

    [Fact]
    public async Task No_seed_is_a_usage_error()
    {
        var error = await Assert.ThrowsAsync<DemurException>(
            () => ScriptedReproduction.Of("01", 1).RunAsync(Context() with { Seeds = 0 }, TestContext.Current.CancellationToken));

        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public async Task Progress_reaches_the_listener()
    {
        var heard = new List<ProgressEvent>();
        var reproduction = new ScriptedReproduction("01", [], (run, _) =>
        {
            run.Report("fitting", 2, 5);
            return Task.CompletedTask;
        });

        await reproduction.RunAsync(Context() with { Progress = new Listener(heard) }, TestContext.Current.CancellationToken);

        var one = Assert.Single(heard);
        Assert.Equal(("fitting", 2L, 5L), (one.Stage, one.Done, one.Total));
    }

    private static ReproductionContext Context() => new() { Data = new DataLocator(_ => null, Path.GetPathRoot(Environment.CurrentDirectory)!) };

    private static Task<ReproductionReport> RunAsync(PaperReproduction reproduction, TimeProvider? clock = null, int seeds = 5) =>
        reproduction.RunAsync(Context() with { Clock = clock ?? TimeProvider.System, Seeds = seeds }, TestContext.Current.CancellationToken);

    private sealed class Listener(List<ProgressEvent> heard) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value) => heard.Add(value);
    }
}
