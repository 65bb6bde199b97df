using System.Numerics.Tensors;
using Demur.Neural.Decoding.Single;
using TorchSharp;

namespace Demur.Neural.Tests.Decoding;

[Collection(AloneCollection.Name)]
public sealed class KernelsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_large_product_is_the_same_on_any_number_of_threads(int threads)
    {
        // 1,051 rows are no multiple of four, nor of the threads.
        const int Rows = 1_051;
        const int Columns = 1_003;
        var random = new SplitMix(3);
        var matrix = Enumerable.Range(0, Rows * Columns).Select(_ => (float)(random.Unit() - 0.5)).ToArray();
        var vector = matrix[..Columns];
        var bias = matrix[Columns..(Columns + Rows)];
        var result = new float[Rows];
        var before = torch.get_num_threads();
        torch.set_num_threads(threads);
        try
        {
            Kernels.Multiply(matrix, vector, bias, result);
        }
        finally
        {
            torch.set_num_threads(before);
        }

        for (var row = 0; row < Rows; row++)
        {
            Assert.Equal(TensorPrimitives.Dot(matrix.AsSpan(row * Columns, Columns), vector) + bias[row], result[row], 1e-4f);
        }
    }
}
