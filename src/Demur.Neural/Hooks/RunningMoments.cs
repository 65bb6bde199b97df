using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Count, mean and scatter of vectors that arrive in batches, merged by Chan's formula in 64 bits.</summary>
/// <param name="withScatter">Whether the scatter matrix is kept.</param>
internal sealed class RunningMoments(bool withScatter) : IDisposable
{
    private Tensor? _mean;
    private Tensor? _scatter;

    public long Count { get; private set; }

    public Tensor? Mean => _mean;

    public bool HasCovariance => _scatter is not null && Count > 1;

    /// <summary>The covariance with the divisor count - 1.</summary>
    public Tensor? Covariance() => HasCovariance ? _scatter! / (Count - 1) : null;

    /// <summary>Adds vectors [count, width].</summary>
    public void Add(Tensor vectors)
    {
        using var scope = NewDisposeScope();
        var wide = vectors.to(ScalarType.Float64);
        var added = wide.shape[0];
        var mean = wide.mean([0]);
        var shift = _mean is null ? mean : mean - _mean;
        var total = Count + added;
        if (withScatter)
        {
            var centred = wide - mean;
            var scatter = centred.t().matmul(centred);
            Replace(ref _scatter, _scatter is null ? scatter : _scatter + scatter + (shift.outer(shift) * ((double)Count * added / total)));
        }

        Replace(ref _mean, _mean is null ? mean : _mean + (shift * ((double)added / total)));
        Count = total;
    }

    public void Dispose()
    {
        _mean?.Dispose();
        _scatter?.Dispose();
    }

    private static void Replace(ref Tensor? kept, Tensor fresh)
    {
        kept?.Dispose();
        kept = fresh.DetachFromDisposeScope();
    }
}
