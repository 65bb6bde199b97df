using Demur.Neural.Hooks;
using TorchSharp;

namespace Demur.Neural.Tests.Llama;

/// <summary>
/// Replaces a model's GELU by llama.cpp's: a table over all 16-bit numbers, so that argument and value are rounded to 16 bits
/// (ggml's <c>ggml_vec_geglu_f32</c>; beyond ten the function is zero or the identity).
/// </summary>
internal sealed class SixteenBitGelu : IDisposable
{
    private readonly CausalLm _model;
    private torch.Tensor? _input;

    public SixteenBitGelu(CausalLm model)
    {
        _model = model;
        Interventions =
        [
            Rewrite.At("blocks.*.mlp.in", (_, value) =>
            {
                _input?.Dispose();
                _input = value.clone().DetachFromDisposeScope();
                return null;
            }),
            Rewrite.At("blocks.*.mlp.act", (site, _) => Activate(site.Point.Layer)),
        ];
    }

    public Intervention[] Interventions { get; }

    public void Dispose() => _input?.Dispose();

    private torch.Tensor Activate(int layer)
    {
        var gate = Product(layer, "gate_proj");
        var rounded = gate.to(torch.ScalarType.Float16).to(torch.ScalarType.Float32);
        var cubic = (rounded * rounded * rounded * 0.044715f).add_(rounded);
        var table = (cubic.mul_(0.79788456080286535587989211986876f).tanh_().add_(1) * rounded * 0.5f).to(torch.ScalarType.Float16).to(torch.ScalarType.Float32);
        var active = torch.where(gate <= -10, torch.zeros_like(gate), torch.where(gate >= 10, gate, table));
        return active * Product(layer, "up_proj");
    }

    private torch.Tensor Product(int layer, string name) => torch.nn.functional.linear(_input!, _model.Tensors[$"model.layers.{layer}.mlp.{name}.weight"].View());
}
