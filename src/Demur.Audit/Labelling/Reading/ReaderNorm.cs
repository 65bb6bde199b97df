using System.Numerics.Tensors;

namespace Demur.Audit.Labelling.Reading;

/// <summary>Layer normalization: mean nought and variance one, times a weight, plus a bias.</summary>
/// <param name="weight">[width].</param>
/// <param name="bias">[width].</param>
internal sealed class ReaderNorm(float[] weight, float[] bias)
{
    private const float Epsilon = 1e-12f;

    /// <summary>Normalizes rows in place.</summary>
    /// <param name="rows">[row, width].</param>
    public void Apply(Span<float> rows)
    {
        for (var start = 0; start < rows.Length; start += weight.Length)
        {
            var row = rows.Slice(start, weight.Length);
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / row.Length, row);
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(row) / row.Length) + Epsilon), row);
            TensorPrimitives.MultiplyAdd(row, weight, bias, row);
        }
    }
}
