using Demur.Neural.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Rewrites a router's scores (the choice) and weights (what the chosen contribute).</summary>
internal sealed class ExpertTuning : Intervention
{
    private readonly IReadOnlyList<Expert> _experts;
    private readonly ExpertTuningKind _kind;
    private readonly double _factor;
    private readonly bool _renormalise;

    public ExpertTuning(IReadOnlyList<Expert> experts, ExpertTuningKind kind, double factor, bool renormalise, Where? where)
        : base(Places(experts, kind), where)
    {
        _experts = [.. experts];
        _kind = kind;
        _factor = factor;
        _renormalise = renormalise;
    }

    protected internal override void Check(CausalLm model)
    {
        var moe = model.Config.Moe ?? throw new DemurException("The model has no experts; choose one whose configuration names them.");
        foreach (var group in _experts.GroupBy(expert => expert.Layer))
        {
            if (group.Key < 0 || group.Key >= model.Config.Layers || !model.Config.IsMoe(group.Key))
            {
                throw new DemurException(ErrorCode.UnknownName, $"Block {group.Key} has no experts; those that do: {string.Join(", ", Enumerable.Range(0, model.Config.Layers).Where(model.Config.IsMoe))}.");
            }

            var distinct = group.Select(expert => expert.Index).Distinct().ToList();
            if (distinct.Exists(index => index < 0 || index >= moe.Experts))
            {
                throw new DemurException(ErrorCode.UnknownName, $"Block {group.Key} has no expert {distinct.First(index => index < 0 || index >= moe.Experts)}; they run from 0 to {moe.Experts - 1}.");
            }

            var most = _kind switch { ExpertTuningKind.Exclude => moe.Experts - moe.TopK, ExpertTuningKind.Boost => moe.TopK, _ => moe.Experts };
            if (distinct.Count > most)
            {
                throw new DemurException($"Of block {group.Key}, {distinct.Count} experts are named; at most {most} can be {(_kind == ExpertTuningKind.Boost ? "forced into" : "kept from")} a choice of {moe.TopK} out of {moe.Experts}.");
            }
        }
    }

    protected override Tensor? Apply(HookSite site, Tensor value) => throw new NotSupportedException();

    internal override Tensor? Change(HookSite site, Tensor value, HookSelection selection, HookRun run)
    {
        var named = new bool[value.shape[2]];
        foreach (var expert in _experts.Where(expert => expert.Layer == site.Point.Layer))
        {
            named[expert.Index] = true;
        }

        var mask = tensor(named, [1, 1, named.Length], device: value.device);
        if (site.Point.Kind == HookKind.RouterScores)
        {
            return value.masked_fill(mask, Scalars.Of(_kind == ExpertTuningKind.Exclude ? double.NegativeInfinity : double.PositiveInfinity));
        }

        var changed = torch.where(mask, _kind == ExpertTuningKind.Scale ? value * Scalars.Of(_factor) : Boosted(value, mask), value);
        return _renormalise ? Renormalised(value, changed) : changed;
    }

    // The best weight among the others; where the forced experts fill the whole choice, their own.
    private Tensor Boosted(Tensor value, Tensor mask)
    {
        var best = value.masked_fill(mask, Scalars.Of(0L)).amax([2], keepdim: true);
        return torch.where(best > Scalars.Of(0L), best, value) * Scalars.Of(_factor);
    }

    // Where the sum is what it was, the ratio is exactly one and the weights keep their bits.
    private static Tensor Renormalised(Tensor before, Tensor after)
    {
        var (old, present) = (before.sum(2, keepdim: true), after.sum(2, keepdim: true));
        return after * torch.where(present > Scalars.Of(0L), old / present.clamp_min(Scalars.Of(1e-30)), ones_like(present));
    }

    private static IEnumerable<string> Places(IReadOnlyList<Expert> experts, ExpertTuningKind kind)
    {
        ArgumentNullException.ThrowIfNull(experts);
        foreach (var layer in experts.Select(expert => expert.Layer).Distinct())
        {
            if (kind != ExpertTuningKind.Scale)
            {
                yield return HookPoint.NameOf(HookKind.RouterScores, layer);
            }

            if (kind != ExpertTuningKind.Exclude)
            {
                yield return HookPoint.NameOf(HookKind.Router, layer);
            }
        }
    }
}
