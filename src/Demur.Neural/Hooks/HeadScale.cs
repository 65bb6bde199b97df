using Demur.Neural.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Multiplies what query heads have gathered, before the output matrix ("Refusal Falls off a Cliff", arXiv 2510.06036).</summary>
public sealed class HeadScale : Intervention
{
    private readonly IReadOnlyList<AttentionHead> _heads;
    private readonly double _factor;
    private readonly bool _renormalise;

    private HeadScale(IReadOnlyList<AttentionHead> heads, double factor, bool renormalise, Where? where)
        : base(heads.Select(head => head.Layer).Distinct().Select(layer => HookPoint.NameOf(HookKind.Z, layer)), where)
    {
        _heads = heads;
        _factor = factor;
        _renormalise = renormalise;
    }

    /// <summary>Scales heads.</summary>
    /// <param name="heads">Which ones.</param>
    /// <param name="factor">0 removes them, 1 changes nothing, more than 1 strengthens them.</param>
    /// <param name="renormalise">
    /// Whether the layer's gathered values are then scaled so that their norm over all tokens of a row and forward is what it was, as in the
    /// paper (there over the whole batch). The other heads grow by that, and how a text is cut into forwards matters; off by default.
    /// </param>
    /// <param name="where">The tokens; null for all.</param>
    public static HeadScale Of(IReadOnlyList<AttentionHead> heads, double factor, bool renormalise = false, Where? where = null)
    {
        ArgumentNullException.ThrowIfNull(heads);
        return new HeadScale([.. heads], factor, renormalise, where);
    }

    /// <inheritdoc/>
    protected internal override void Check(CausalLm model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var head in _heads.Where(head => head.Layer < 0 || head.Layer >= model.Config.Layers || head.Head < 0 || head.Head >= model.Config.Heads))
        {
            throw new DemurException(ErrorCode.UnknownName, $"There is no head {head}: the model has {model.Config.Layers} blocks of {model.Config.Heads} query heads, both from 0.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor? Apply(HookSite site, Tensor value) => throw new NotSupportedException();

    internal override Tensor? Change(HookSite site, Tensor value, HookSelection selection, HookRun run)
    {
        var factors = Enumerable.Repeat(1f, (int)value.shape[2]).ToArray();
        foreach (var head in _heads.Where(head => head.Layer == site.Point.Layer))
        {
            factors[head.Head] = (float)_factor;
        }

        var scaled = value * tensor(factors, [1, 1, factors.Length, 1], dtype: value.dtype, device: value.device);
        if (!_renormalise)
        {
            return scaled;
        }

        var (before, after) = (Norm(value, site, selection), Norm(scaled, site, selection));
        return scaled * torch.where(after > Scalars.Of(0L), before / after.clamp_min(Scalars.Of(1e-30)), ones_like(after)).to(value.dtype);
    }

    // Over the selected tokens of each row, so that neither company nor padding in a batch matters.
    private static Tensor Norm(Tensor value, HookSite site, HookSelection selection)
    {
        var squares = value.to(ScalarType.Float64).square();
        squares = selection.Mask is null ? squares : squares * Broadcast(selection.Mask, site, value).to(ScalarType.Float64);
        return squares.sum([1, 2, 3], keepdim: true).sqrt();
    }
}
