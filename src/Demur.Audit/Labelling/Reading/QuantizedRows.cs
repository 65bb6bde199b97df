using System.Numerics.Tensors;

namespace Demur.Audit.Labelling.Reading;

/// <summary>A matrix in a quarter of its size: eight bits a number and one scale a row, so that the largest number of a row is 127 steps.</summary>
internal static class QuantizedRows
{
    private const float Steps = 127;

    /// <summary>Rounds a matrix.</summary>
    /// <param name="values">[rows, width].</param>
    /// <param name="width">Numbers in a row.</param>
    /// <returns>The steps, as bytes of two's complement, and each row's step size.</returns>
    public static (byte[] Steps, float[] Scales) Round(ReadOnlySpan<float> values, int width)
    {
        var scales = new float[values.Length / width];
        var steps = new byte[values.Length];
        for (var row = 0; row < scales.Length; row++)
        {
            var numbers = values.Slice(row * width, width);
            scales[row] = MathF.Abs(TensorPrimitives.MaxMagnitude(numbers)) / Steps;
            for (var column = 0; column < width; column++)
            {
                steps[(row * width) + column] = (byte)(sbyte)MathF.Round(scales[row] == 0 ? 0 : numbers[column] / scales[row]);
            }
        }

        return (steps, scales);
    }

    /// <summary>Gives the matrix back.</summary>
    /// <param name="steps">[rows, width].</param>
    /// <param name="scales">[rows].</param>
    /// <returns>[rows, width].</returns>
    public static float[] Restore(ReadOnlySpan<byte> steps, ReadOnlySpan<float> scales)
    {
        var width = steps.Length / scales.Length;
        var values = new float[steps.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (sbyte)steps[index] * scales[index / width];
        }

        return values;
    }
}
