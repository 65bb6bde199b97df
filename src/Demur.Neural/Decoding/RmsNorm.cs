using Demur.Neural.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Division by the root mean square over the last dimension, times a learned weight (or one plus it).</summary>
internal sealed class RmsNorm
{
    private static readonly long[] Last = [-1];
    private readonly Parameter _weight;
    private readonly bool _plusOne;
    private readonly double _epsilon;

    public RmsNorm(WeightRegistry weights, string name, long width, ModelConfig config)
    {
        _plusOne = config.NormPlusOne;
        _epsilon = config.NormEpsilon;
        _weight = weights.Add($"{name}.weight", [width], 0, mean: _plusOne ? 0 : 1);
    }

    public Parameter Weight => _weight;

    /// <summary>Norms.</summary>
    /// <param name="input">[.., width].</param>
    /// <param name="gradient">Whether the graph is recorded; if not, steps run in place.</param>
    public Tensor Forward(Tensor input, bool gradient)
    {
        // Half precision loses the mean of squares: as the reference does, the norm runs in 32 bits.
        var type = input.dtype;
        var wide = input.Wide();
        var scale = wide.square().mean(Last, keepdim: true).add_(Scalars.Of(_epsilon)).rsqrt_();
        if (_plusOne)
        {
            var weight = _weight.to(wide.dtype).add(Scalars.Of(1L));
            return wide.mul(scale).mul(weight).to(type);
        }

        var normed = wide.mul(scale);
        normed = ReferenceEquals(wide, input) ? normed : normed.to(type);
        return gradient ? normed.mul(_weight) : normed.mul_(_weight);
    }
}
