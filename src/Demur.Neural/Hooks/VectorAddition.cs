using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Adds a vector.</summary>
internal sealed class VectorAddition(Direction direction, double coefficient, string point, Where? where) : Intervention([point], where)
{
    protected internal override void Check(CausalLm model) => direction.RequireWidth(model.Config.Width);

    protected override Tensor? Apply(HookSite site, Tensor value) => throw new NotSupportedException();

    internal override Tensor? Change(HookSite site, Tensor value, HookSelection selection, HookRun run) =>
        value.add(run.Shared(this, () => direction.Vector(value.dtype, value.device).mul(Scalars.Of(coefficient))), Scalars.One);
}
