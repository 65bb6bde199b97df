using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>The interventions of one running forward, by place.</summary>
internal sealed class HookRun
{
    public bool Wants(HookKind kind, int layer) => false;

    public Tensor Visit(HookKind kind, int layer, Tensor value) => value;
}
