using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Progress;
using Microsoft.Extensions.Time.Testing;

namespace Demur.Tests.Cli;

public sealed class StageProgressTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public void Without_a_terminal_a_stage_has_a_line_and_another_every_half_minute()
    {
        using var progress = new StageProgress(Host(isTerminal: false), quiet: false);
        Report(progress, "training", 1, seconds: 1);
        Report(progress, "training", 2, seconds: 28);
        Report(progress, "training", 3, seconds: 2);
        Report(progress, "training", 4, seconds: 29);
        Report(progress, "measuring", 1, seconds: 0);

        Assert.Equal("training ...\ntraining 4/9: step 4\nmeasuring ...\n", _error.ToString());
    }

    [Fact]
    public void On_a_terminal_one_line_is_rewritten_and_cleared()
    {
        var progress = new StageProgress(Host(isTerminal: true), quiet: false);
        Report(progress, "training", 1, seconds: 0);
        progress.Dispose();

        Assert.Equal("\rtraining 1/9: step 1\rtraining 1/9: step 1\r                    \r", _error.ToString());
    }

    [Fact]
    public void Nothing_is_shown_when_quiet()
    {
        using var progress = new StageProgress(Host(isTerminal: false), quiet: true);
        Report(progress, "training", 1, seconds: 60);
        Report(progress, "training", 2, seconds: 60);

        Assert.Empty(_error.ToString());
    }

    public void Dispose() => _error.Dispose();

    private void Report(StageProgress progress, string stage, int done, int seconds)
    {
        progress.Report(new ProgressEvent { Stage = stage, Done = done, Total = 9, Message = $"step {done}" });
        _clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    private CliHost Host(bool isTerminal) =>
        new(TextWriter.Null, _error, () => Stream.Null, _ => null, _clock, new TerminalInfo(80, OutputIsTerminal: false, ErrorIsTerminal: isTerminal));
}
