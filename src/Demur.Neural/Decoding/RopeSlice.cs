using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>The rotation of one forward.</summary>
/// <param name="Cos">Cosines.</param>
/// <param name="Sin">Sines, the first half negated.</param>
internal readonly record struct RopeSlice(Tensor Cos, Tensor Sin)
{
    /// <summary>Turns heads.</summary>
    /// <param name="heads">[batch, position, head, head width].</param>
    /// <param name="rotary">How many leading dimensions turn; 0 for all.</param>
    public Tensor Rotate(Tensor heads, int rotary)
    {
        if (rotary == 0)
        {
            return Turned(heads, heads.shape[3]);
        }

        var rest = heads.shape[3] - rotary;
        return cat([Turned(heads.narrow(3, 0, rotary), rotary), heads.narrow(3, rotary, rest)], 3);
    }

    private Tensor Turned(Tensor heads, long width) => heads.mul(Cos).addcmul(heads.roll(width / 2, -1), Sin, Scalars.Of(1L));
}
