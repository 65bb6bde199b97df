namespace Demur.Neural.Decoding.Single;

/// <summary>A dense feed-forward layer, or an expert, for one token.</summary>
/// <param name="gateUp">Gate and up, [2 inner, width].</param>
/// <param name="gateUpBias">Their biases, or nothing.</param>
/// <param name="down">[width, inner].</param>
/// <param name="downBias">Its bias, or nothing.</param>
/// <param name="inner">The inner width.</param>
/// <param name="activation">The function on the gate.</param>
internal sealed class StepMlp(WeightView gateUp, WeightView gateUpBias, WeightView down, WeightView downBias, int inner, Activation activation)
{
    public static StepMlp Of(GatedMlp mlp, int inner, Activation activation) => new(
        WeightView.Of(mlp.GateUp.Weight), WeightView.Of(mlp.GateUp.Bias), WeightView.Of(mlp.Down.Weight), WeightView.Of(mlp.Down.Bias), inner, activation);

    /// <summary>Reads the normed token and writes what the layer adds.</summary>
    public void Run(StepScratch scratch, Span<float> result) => Run(gateUp.Span, gateUpBias.Span, down.Span, downBias.Span, inner, activation, scratch, result);

    public static void Run(
        ReadOnlySpan<float> gateUp,
        ReadOnlySpan<float> gateUpBias,
        ReadOnlySpan<float> down,
        ReadOnlySpan<float> downBias,
        int inner,
        Activation activation,
        StepScratch scratch,
        Span<float> result)
    {
        var both = scratch.GateUp.AsSpan(0, 2 * inner);
        Kernels.Multiply(gateUp, scratch.Normed, gateUpBias, both);
        Kernels.Gate(both[..inner], both[inner..], activation, scratch.Inner);
        Kernels.Multiply(down, both[..inner], downBias, result);
    }
}
