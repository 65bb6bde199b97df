using Demur.Progress;

namespace Demur.Neural.Encoders.Internal;

/// <summary>Adds the number of the epoch, from 1, to the trainer's events.</summary>
internal sealed class EpochProgress(IProgress<ProgressEvent> inner, int stepsPerEpoch) : IProgress<ProgressEvent>
{
    public void Report(ProgressEvent value) => inner.Report(value with
    {
        Figures = new Dictionary<string, double>(value.Figures, StringComparer.Ordinal) { ["epoch"] = 1 + ((value.Done - 1) / stepsPerEpoch) },
    });
}
