using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Projects values off a subspace.</summary>
internal sealed class DirectionAblation(Direction direction, IEnumerable<string> points, Where? where, double strength) : Intervention(points, where)
{
    protected internal override void Check(CausalLm model) => direction.RequireWidth(model.Config.Width);

    protected override Tensor? Apply(HookSite site, Tensor value) => throw new NotSupportedException();

    internal override Tensor? Change(HookSite site, Tensor value, HookSelection selection, HookRun run)
    {
        var basis = run.Shared(this, () => direction.Basis(value.dtype, value.device)); // [rank, width]
        var share = value.matmul(basis.t()).matmul(basis);
        return value - (strength == 1 ? share : share * Scalars.Of(strength));
    }
}
