using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>What several modules do to tensors.</summary>
internal static class TensorExtensions
{
    /// <summary>Half precision as 32 bits; wider types as they are.</summary>
    public static Tensor Wide(this Tensor tensor) => tensor.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? tensor.to(ScalarType.Float32) : tensor;
}
