using Demur.Cli.Hosting;
using Demur.Progress;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Shows an audit while it runs: a bar that is redrawn on a terminal, a line every few seconds elsewhere, nothing when quiet.</summary>
internal sealed class AuditProgress(CliHost host, bool quiet) : IProgress<ProgressEvent>
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);
    private readonly long _started = host.Clock.GetTimestamp();
    private readonly Lock _lock = new();
    private ProgressEvent? _latest;
    private string? _remark;
    private long _doneBefore;

    public void Report(ProgressEvent value)
    {
        lock (_lock)
        {
            _doneBefore = _latest is null ? value.Done : _doneBefore;
            _remark = value.Message ?? _remark;
            _latest = value;
        }
    }

    /// <summary>Runs some work and shows what it reports.</summary>
    public async Task<T> ShowAsync<T>(Func<IProgress<ProgressEvent>, Task<T>> work)
    {
        if (quiet)
        {
            return await work(this).ConfigureAwait(false);
        }

        return host.Terminal.ErrorIsTerminal ? await DrawAsync(work).ConfigureAwait(false) : await PrintAsync(work).ConfigureAwait(false);
    }

    private async Task<T> DrawAsync<T>(Func<IProgress<ProgressEvent>, Task<T>> work) => await host.Side.Progress()
        .AutoClear(enabled: true)
        .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(async context =>
        {
            var bar = context.AddTask("starting");
            var working = work(this);
            while (!working.IsCompleted)
            {
                if (Snapshot() is { } line)
                {
                    bar.MaxValue = Math.Max(1, line.Event.Total ?? 1);
                    bar.Value = line.Event.Done;
                    bar.Description = Markup.Escape(line.Text);
                }

                await Task.WhenAny(working, Task.Delay(RedrawEvery, host.Clock)).ConfigureAwait(false);
            }

            return await working.ConfigureAwait(false);
        }).ConfigureAwait(false);

    private async Task<T> PrintAsync<T>(Func<IProgress<ProgressEvent>, Task<T>> work)
    {
        var working = work(this);
        var printed = "";
        while (!working.IsCompleted)
        {
            await Task.WhenAny(working, Task.Delay(LineEvery, host.Clock)).ConfigureAwait(false);
            if (!working.IsCompleted && Snapshot() is { } line && line.Text != printed)
            {
                printed = line.Text;
                await host.Error.WriteLineAsync(printed).ConfigureAwait(false);
            }
        }

        return await working.ConfigureAwait(false);
    }

    private (ProgressEvent Event, string Text)? Snapshot()
    {
        lock (_lock)
        {
            if (_latest is null)
            {
                return null;
            }

            var text = AuditProgressLine.Of(_latest, _doneBefore, host.Clock.GetElapsedTime(_started));
            var remark = _remark is null ? "" : $" ({_remark})";
            _remark = null;
            return (_latest, text + remark);
        }
    }
}
