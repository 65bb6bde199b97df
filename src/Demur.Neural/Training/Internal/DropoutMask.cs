using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Training.Internal;

/// <summary>What values are multiplied by to drop some of them and keep their sum in the mean.</summary>
internal static class DropoutMask
{
    /// <summary>Draws a mask.</summary>
    /// <param name="like">What it is for: the mask has its shape and type.</param>
    /// <param name="dropout">The probability of a zero, below 1.</param>
    /// <param name="random">What it is drawn from.</param>
    /// <returns>Zeros, and one over the share that is kept.</returns>
    public static Tensor Draw(Tensor like, double dropout, Generator random)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var keep = 1 - dropout;

        // Drawing uniform numbers is faster than libtorch's bernoulli_.
        return rand(like.shape, generator: random).lt(Scalars.Of(keep)).to(like.dtype).div_(Scalars.Of(keep)).MoveToOuterDisposeScope();
    }
}
