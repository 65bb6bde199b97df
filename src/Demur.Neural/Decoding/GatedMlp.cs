using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>A gated feed-forward layer: <c>down(act(gate(x)) * up(x))</c>, gate and up in one product.</summary>
internal sealed class GatedMlp
{
    private readonly Linear _gateUp;
    private readonly Linear _down;
    private readonly Activation _activation;
    private readonly long _width;

    public GatedMlp(WeightRegistry weights, string prefix, long width, ModelConfig config)
    {
        _width = width;
        _activation = config.Activation;
        var parts = config.Family == ModelFamily.Phi3 ? new[] { ("gate_up_proj", 2 * width) } : [("gate_proj", width), ("up_proj", width)];
        _gateUp = new Linear(weights, prefix, "gate_up_proj", config.Width, parts, config.MlpBias, config.InitialDeviation);
        _down = new Linear(weights, prefix, "down_proj", width, [("down_proj", config.Width)], config.MlpBias, config.OutputDeviation());
    }

    public IEnumerable<Linear> Linears => [_gateUp, _down];

    public Linear GateUp => _gateUp;

    public Linear Down => _down;

    public Tensor Activate(Tensor input, bool gradient) => Gated(_gateUp.Forward(input), _width, _activation, gradient);

    public Tensor Project(Tensor activated) => _down.Forward(activated);

    /// <summary>Gate times up.</summary>
    /// <param name="both">[.., gate then up].</param>
    /// <param name="width">The width of each.</param>
    /// <param name="activation">The function on the gate.</param>
    /// <param name="gradient">Whether the graph is recorded; if not, steps run in place.</param>
    public static Tensor Gated(Tensor both, long width, Activation activation, bool gradient)
    {
        var gate = both.narrow(-1, 0, width);
        var up = both.narrow(-1, width, width);
        var active = activation switch
        {
            Activation.Silu => gradient ? gate.silu() : gate.silu_(),
            Activation.Gelu => gate.gelu(),
            _ => gate.gelu(TorchSharp.Modules.GELU.Approximate.tanh),
        };
        return active.mul(up);
    }
}
