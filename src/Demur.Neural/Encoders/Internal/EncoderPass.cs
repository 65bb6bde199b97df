using Demur.Neural.Training.Internal;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>How one forward is computed: what matrices are multiplied in, what is dropped, and who may stop it between two layers.</summary>
internal sealed record EncoderPass(CancellationToken CancellationToken)
{
    /// <summary>The type that matrices are multiplied in.</summary>
    public ScalarType ProductType { get; init; } = ScalarType.Float32;

    /// <summary>The probability that a value is dropped.</summary>
    public double Dropout { get; init; }

    /// <summary>What dropout draws from; nothing is dropped without it.</summary>
    public SplitMix? Random { get; init; }

    /// <summary>Drops values and scales the others up.</summary>
    public Tensor Drop(Tensor values) => Random is null || Dropout == 0 ? values : values * DropoutMask.Draw(values, Dropout, Random);

    /// <summary>Multiplies in the type of products.</summary>
    /// <param name="input">[.., inputs].</param>
    /// <param name="map">[outputs, inputs] and [outputs].</param>
    /// <returns>[.., outputs], in the type of products.</returns>
    public Tensor Linear(Tensor input, EncoderMap map) =>
        nn.functional.linear(input.to(ProductType), map.Weight.to(ProductType), map.Bias.to(ProductType));
}
