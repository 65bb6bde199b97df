using System.Numerics.Tensors;
using Demur.Neural.Checkpoints;

namespace Demur.Neural.Sentences.Internal;

/// <summary>Layer normalisation of rows.</summary>
internal sealed class LayerNorm(float[] scale, float[] bias)
{
    private const float Epsilon = 1e-6f;

    internal static LayerNorm Load(ITensorSource tensors, string name, int width) =>
        new(DenseLayer.Tensor(tensors, $"{name}.weight", width), DenseLayer.Tensor(tensors, $"{name}.bias", width));

    internal float[] Apply(ReadOnlySpan<float> rows)
    {
        var results = rows.ToArray();
        for (var start = 0; start < results.Length; start += scale.Length)
        {
            var row = results.AsSpan(start, scale.Length);
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / row.Length, row);
            var deviation = MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(row) / row.Length) + Epsilon);
            TensorPrimitives.Divide(row, deviation, row);
            TensorPrimitives.MultiplyAdd(row, scale, bias, row);
        }

        return results;
    }
}
