using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Projects values off a subspace, or onto a given point of it.</summary>
internal sealed class DirectionAblation(Direction direction, IEnumerable<string> points, Where? where, double strength, float[]? around) : Intervention(points, where)
{
    // Keys of what lives as long as a forward.
    private readonly object _center = new();

    protected internal override void Check(CausalLm model)
    {
        ArgumentNullException.ThrowIfNull(model);
        direction.RequireWidth(model.Config.Width);
        if (around is not null && around.Length != model.Config.Width)
        {
            throw new DemurException($"The point that a direction is ablated to has {around.Length} numbers, and the model's stream {model.Config.Width}.");
        }
    }

    protected override Tensor? Apply(HookSite site, Tensor value) => throw new NotSupportedException();

    internal override Tensor? Change(HookSite site, Tensor value, HookSelection selection, HookRun run)
    {
        var basis = run.Shared(this, () => direction.Basis(value.dtype, value.device)); // [rank, width]
        var from = around is null ? value : value - run.Shared(_center, () => tensor(around, dtype: value.dtype, device: value.device));
        var share = from.matmul(basis.t()).matmul(basis);
        return value - (strength == 1 ? share : share * Scalars.Of(strength));
    }
}
