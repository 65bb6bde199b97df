using Demur.Cli.Hosting;
using Demur.Progress;

namespace Demur.Cli.Rendering;

/// <summary>Shows a job's stages on standard error: one line that is rewritten on a terminal, a line a stage and every half minute elsewhere, nothing when quiet.</summary>
internal sealed class StageProgress(CliHost host, bool quiet) : IProgress<ProgressEvent>, IDisposable
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private string _stage = "";
    private long _written;
    private int _shown;

    public void Report(ProgressEvent value)
    {
        if (quiet)
        {
            return;
        }

        lock (_lock)
        {
            if (host.Terminal.ErrorIsTerminal)
            {
                Rewrite(Line(value));
            }
            else if (value.Stage != _stage)
            {
                Write($"{value.Stage} ...");
            }
            else if (host.Clock.GetElapsedTime(_written) >= LineEvery)
            {
                Write(Line(value));
            }

            _stage = value.Stage;
        }
    }

    public void Dispose() => Clear();

    /// <summary>Takes the line away, before results are written.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_shown > 0)
            {
                Rewrite("");
                _shown = 0;
            }
        }
    }

    private static string Line(ProgressEvent value)
    {
        var count = value.Total is { } total ? $"{value.Stage} {value.Done}/{total}" : value.Stage;
        return value.Message is null ? count : $"{count}: {value.Message}";
    }

    private void Write(string line)
    {
        host.Error.WriteLine(line);
        _written = host.Clock.GetTimestamp();
    }

    private void Rewrite(string line)
    {
        var fitting = line.Length < host.Terminal.Width ? line : line[..(host.Terminal.Width - 1)];
        host.Error.Write($"\r{fitting.PadRight(_shown)}\r{fitting}");
        _shown = fitting.Length;
    }
}
