using Demur.Neural.Native;
using TorchSharp;
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
    public Tensor? Covariance()
    {
        using var divisor = (Count - 1).ToScalar();
        return HasCovariance ? _scatter! / divisor : null;
    }

    /// <summary>Adds vectors [count, width].</summary>
    public void Add(Tensor vectors)
    {
        using var scope = NewDisposeScope();
        var wide = vectors.to(ScalarType.Float64);
        var added = wide.shape[0];
        var mean = wide.mean([0]);
        var shift = _mean is null ? mean : mean - _mean;
        var total = Count + added;
        using var share = ((double)added / total).ToScalar();
        if (withScatter)
        {
            var centred = wide - mean;
            var scatter = centred.t().matmul(centred);
            using var weight = ((double)Count * added / total).ToScalar();
            Replace(ref _scatter, _scatter is null ? scatter : _scatter.add(scatter, Scalars.One).add(shift.outer(shift) * weight, Scalars.One));
        }

        Replace(ref _mean, _mean is null ? mean : _mean.add(shift * share, Scalars.One));
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
