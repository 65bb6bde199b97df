using Demur.Progress;

namespace Demur.Neural.Training.Internal;

/// <summary>Keeps the figures of a run and reports them.</summary>
internal sealed class TrainingMeter(TrainerOptions options, TimeProvider clock, int firstStep, IProgress<ProgressEvent>? progress)
{
    private const int Recent = 20;
    private readonly long _start = clock.GetTimestamp();
    private readonly List<double> _losses = [];
    private IReadOnlyDictionary<string, double> _evaluation = new Dictionary<string, double>(StringComparer.Ordinal);
    private double _norm;
    private double _rate;

    public long Tokens { get; set; }

    public void Stepped(int step, double loss, double norm)
    {
        _losses.Add(loss);
        _norm = norm;
        _rate = options.RateAt(step);
    }

    public void Evaluated(IReadOnlyDictionary<string, double> figures) => _evaluation = figures;

    public void Report(int done)
    {
        if (progress is null)
        {
            return;
        }

        var elapsed = clock.GetElapsedTime(_start);
        var left = elapsed / (done - firstStep) * (options.Steps - done);
        var figures = new Dictionary<string, double>(_evaluation, StringComparer.Ordinal)
        {
            ["loss"] = _losses[^1],
            ["recentLoss"] = RecentLoss(),
            ["rate"] = _rate,
            ["gradientNorm"] = _norm,
            ["tokensPerSecond"] = Tokens / Math.Max(elapsed.TotalSeconds, 1e-9),
            ["seconds"] = elapsed.TotalSeconds,
            ["secondsLeft"] = left.TotalSeconds,
        };
        progress.Report(new ProgressEvent
        {
            Stage = options.Stage,
            Done = done,
            Total = options.Steps,
            Message = $"loss {_losses[^1]:0.000}, {left:m\\:ss} left",
            Figures = figures,
        });
    }

    public TrainingResult Result() => new(
        firstStep + _losses.Count,
        _losses.Count > 0 ? RecentLoss() : double.NaN,
        _losses,
        Tokens,
        clock.GetElapsedTime(_start));

    private double RecentLoss() => _losses.TakeLast(Recent).Average();
}
