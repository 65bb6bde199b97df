using System.Text.Json;
using Demur.Cli.Commands;
using Demur.Cli.Hosting;
using Demur.Reproduction;
using Demur.Testing;
using Demur.Tests.Cli;
using Microsoft.Extensions.Time.Testing;

namespace Demur.Tests.Reproduction;

public sealed class ReproduceCommandTests
{
    private static readonly ReproductionClaim[] Claims =
    [
        ReproductionClaim.AtLeast("1a", 230, "the response classifier labels at least 230 of the 256 test responses rightly"),
        ReproductionClaim.AtLeast("2", 0.8, "AUROC of the prompt classifier is at least 0.8"),
        ReproductionClaim.AtMost("3", 0.01, "the in-domain loss is at most 0.01"),
    ];

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(140)]
    public async Task The_report_fits_the_width_and_shows_what_holds_what_does_not_and_what_was_not_run(int width)
    {
        var run = await RunAsync(Mixed(), width: width);

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Snapshot.Match(run.Out, $"Report.{width}");
        Assert.Contains("demur: not run: no data here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_only_thing_on_standard_output()
    {
        var run = await RunAsync(Mixed(), json: true);

        using var json = JsonDocument.Parse(run.Out);
        Assert.False(json.RootElement.GetProperty("passed").GetBoolean());
        Assert.Equal(3, json.RootElement.GetProperty("checks").GetArrayLength());
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(0.7, 1)]
    public async Task The_exit_code_says_whether_the_claims_hold(double value, int expected) =>
        Assert.Equal(expected, (await RunAsync(ScriptedReproduction.Of("01", value))).ExitCode);

    [Fact]
    public async Task Absent_data_ends_with_3()
    {
        var run = await RunAsync(new ScriptedReproduction("01", Claims, (run, _) =>
        {
            run.Data.Require("no/such/data.csv");
            return Task.CompletedTask;
        }));

        Assert.Equal(3, run.ExitCode);
        Assert.Single(run.Error.Split('\n'), line => line.Contains("no/such/data.csv", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "fitting ...\n")]
    [InlineData(true, "")]
    public async Task Progress_goes_to_standard_error_unless_quiet(bool quiet, string expected)
    {
        var run = await RunAsync(
            new ScriptedReproduction("01", [Claims[1]], (run, _) =>
            {
                run.Report("fitting", 1, 2);
                run.Report("fitting", 2, 2);
                run.Measure("2", 1);
                return Task.CompletedTask;
            }),
            quiet: quiet);

        Assert.Equal(expected, run.Error);
    }

    [Fact]
    public async Task A_planned_paper_is_one_sentence_and_exit_code_2()
    {
        var run = await CliRun.OfAsync(["reproduce", "54"]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("demur: Paper 54 (NPO) is planned and cannot be reproduced yet", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task An_unknown_paper_ends_with_2() => Assert.Equal(2, (await CliRun.OfAsync(["reproduce", "99"])).ExitCode);

    [Fact]
    public async Task An_interrupted_run_ends_with_130()
    {
        using var source = new CancellationTokenSource();
        var reproduction = new ScriptedReproduction("01", Claims, async (_, cancel) =>
        {
            await source.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        });

        var run = await RunAsync(reproduction, cancellationToken: source.Token);

        Assert.Equal(130, run.ExitCode);
    }

    private static ScriptedReproduction Mixed() => new("01", Claims, (run, _) =>
    {
        run.Measure("1a", 232);
        run.Measure("2", [0.70, 0.72, 0.74]);
        run.Skip("3", "no data here");
        return Task.CompletedTask;
    });

    private static async Task<CliRun> RunAsync(
        PaperReproduction reproduction,
        int width = 80,
        bool json = false,
        bool quiet = false,
        CancellationToken? cancellationToken = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(output, error, () => Stream.Null, _ => null, new FakeTimeProvider(), new TerminalInfo(width, false, false));
        var settings = new ReproduceSettings("01", Seeds: 3, Seed: 1, json, quiet);
        var cancel = cancellationToken ?? TestContext.Current.CancellationToken;
        var code = await host.GuardAsync(() => ReproduceCommand.RunAsync(host, new ReproductionRegistry([reproduction]), settings, cancel), cancel);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
