using Demur.Neural.Decoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>A weight and a bias under one name: a linear map, or the scale and shift of a norm.</summary>
internal sealed record EncoderMap(Parameter Weight, Parameter Bias)
{
    private const double Epsilon = 1e-12; // BERT's, where most models have 1e-5

    public static EncoderMap Linear(WeightRegistry weights, string name, long outputs, long inputs, double deviation = 0) =>
        new(weights.Add($"{name}.weight", [outputs, inputs], deviation), weights.Add($"{name}.bias", [outputs], 0));

    public static EncoderMap Norm(WeightRegistry weights, string name, long width) =>
        new(weights.Add($"{name}.weight", [width], 0, mean: 1), weights.Add($"{name}.bias", [width], 0));

    /// <summary>Brings each state to mean 0 and deviation 1, then scales and shifts it.</summary>
    public Tensor Normalize(Tensor states) => nn.functional.layer_norm(states, Weight.shape, Weight, Bias, Epsilon);
}
