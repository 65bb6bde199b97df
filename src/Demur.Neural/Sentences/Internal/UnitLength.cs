using System.Numerics.Tensors;

namespace Demur.Neural.Sentences.Internal;

/// <summary>Scales vectors to length one.</summary>
internal static class UnitLength
{
    /// <summary>Scales in place; a vector of zeros stays as it is.</summary>
    internal static void Scale(Span<float> vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }
    }
}
