using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Something that is added to the output of a linear map, such as a low-rank update.</summary>
public interface ILinearAdapter
{
    /// <summary>Computes what is added.</summary>
    /// <param name="input">The map's input, [.., inputs].</param>
    /// <returns>A tensor [.., outputs]; it becomes the caller's.</returns>
    Tensor Delta(Tensor input);
}
