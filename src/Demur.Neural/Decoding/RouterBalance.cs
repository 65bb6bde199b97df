using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Collects the load-balancing loss of one forward: experts x sum over experts of (share of tokens) x (mean score), averaged over the layers (Switch Transformer, arXiv 2101.03961, eq. 4); 1 when routing is even.</summary>
/// <remarks>Use one for each forward and dispose it after the backward.</remarks>
public sealed class RouterBalance : IDisposable
{
    private readonly List<Tensor> _layers = [];

    /// <summary>The loss with its gradient, a scalar that the caller disposes; null when the model has no experts.</summary>
    public Tensor? Loss()
    {
        if (_layers.Count == 0)
        {
            return null;
        }

        using var all = stack(_layers);
        return all.mean();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layer in _layers)
        {
            layer.Dispose();
        }

        _layers.Clear();
    }

    internal void Add(Tensor scores, Tensor experts, int topK, Pass pass)
    {
        using var scope = NewDisposeScope();
        var count = scores.shape[1];
        var share = scores / scores.sum(-1, keepdim: true);
        var used = zeros_like(scores).scatter(1, experts, ones_like(experts).to(scores.dtype)) / Scalars.Of((long)topK);
        if (pass.RealRows is { } real)
        {
            share = share.index_select(0, real);
            used = used.index_select(0, real);
        }

        var loss = (used.mean([0]) * share.mean([0])).sum() * Scalars.Of((long)count);
        _layers.Add(loss.DetachFromDisposeScope());
    }
}
