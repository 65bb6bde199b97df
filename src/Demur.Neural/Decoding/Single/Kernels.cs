using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;

namespace Demur.Neural.Decoding.Single;

/// <summary>The few loops that one token through a small model needs, in 32-bit floats.</summary>
internal static class Kernels
{
    /// <summary>From this many weights on (4 MB) a product is bound by memory, and several cores read faster than one.</summary>
    private const int SharedFrom = 1 << 20;

    /// <summary>
    /// Matrix times vector, four rows at a time so that the vector is read once for them; large ones on as many cores as libtorch may use. A row's sum does not
    /// depend on how many.
    /// </summary>
    /// <param name="matrix">[rows, columns], row-major.</param>
    /// <param name="vector">[columns].</param>
    /// <param name="bias">[rows], or empty.</param>
    /// <param name="result">[rows].</param>
    public static void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result)
    {
        var threads = matrix.Length < SharedFrom ? 1 : Math.Min(Environment.ProcessorCount, torch.get_num_threads());
        if (threads > 1)
        {
            Share(matrix, vector, result, threads);
        }
        else
        {
            MultiplyRows(matrix, vector, result);
        }

        if (!bias.IsEmpty)
        {
            TensorPrimitives.Add(result, bias, result);
        }
    }

    private static unsafe void Share(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, Span<float> result, int threads)
    {
        var (rows, columns) = (result.Length, vector.Length);
        var rowsEach = (((rows + threads - 1) / threads) + 3) & ~3;
        fixed (float* weights = matrix, values = vector, sums = result)
        {
            var (from, by, to) = ((nint)weights, (nint)values, (nint)sums);
            Parallel.For(0, threads, worker =>
            {
                var first = Math.Min(worker * rowsEach, rows);
                var count = Math.Min(rowsEach, rows - first);
                MultiplyRows(
                    new ReadOnlySpan<float>((float*)from + ((long)first * columns), count * columns),
                    new ReadOnlySpan<float>((float*)by, columns),
                    new Span<float>((float*)to + first, count));
            });
        }
    }

    private static void MultiplyRows(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, Span<float> result)
    {
        var columns = vector.Length;
        var row = 0;
        for (; row + 4 <= result.Length; row += 4)
        {
            FourRows(matrix.Slice(row * columns, 4 * columns), vector, result.Slice(row, 4));
        }

        for (; row < result.Length; row++)
        {
            result[row] = TensorPrimitives.Dot(matrix.Slice(row * columns, columns), vector);
        }
    }

    /// <summary>Divides by the root mean square and multiplies by the weight, or by one plus it.</summary>
    public static void Norm(ReadOnlySpan<float> values, ReadOnlySpan<float> weight, float epsilon, bool plusOne, Span<float> result)
    {
        var scale = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(values) / values.Length) + epsilon);
        for (var index = 0; index < values.Length; index++)
        {
            result[index] = values[index] * scale * (plusOne ? 1 + weight[index] : weight[index]);
        }
    }

    /// <summary>Turns the leading dimensions of a head, the first half against the second.</summary>
    public static void Rotate(Span<float> head, ReadOnlySpan<float> cos, ReadOnlySpan<float> sin)
    {
        var half = cos.Length;
        for (var pair = 0; pair < half; pair++)
        {
            var (low, high) = (head[pair], head[half + pair]);
            head[pair] = (low * cos[pair]) - (high * sin[pair]);
            head[half + pair] = (high * cos[pair]) + (low * sin[pair]);
        }
    }

    /// <summary>The sum of rows, each times its weight.</summary>
    /// <param name="rows">[weights, columns], row-major.</param>
    /// <param name="weights">One weight a row.</param>
    /// <param name="result">[columns].</param>
    public static void WeightedSum(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, Span<float> result)
    {
        var columns = result.Length;
        ref var first = ref MemoryMarshal.GetReference(rows);
        var column = 0;
        for (; column + 16 <= columns; column += 16)
        {
            var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var at = (nuint)column;
            for (var row = 0; row < weights.Length; row++, at += (nuint)columns)
            {
                var weight = Vector256.Create(weights[row]);
                low = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref first, at), weight, low);
                high = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref first, at + 8), weight, high);
            }

            low.CopyTo(result[column..]);
            high.CopyTo(result[(column + 8)..]);
        }

        for (; column < columns; column++)
        {
            var sum = 0f;
            for (var row = 0; row < weights.Length; row++)
            {
                sum += rows[(row * columns) + column] * weights[row];
            }

            result[column] = sum;
        }
    }

    /// <summary>Exponentials that sum to one, in place.</summary>
    public static void Softmax(Span<float> values)
    {
        TensorPrimitives.Subtract(values, TensorPrimitives.Max(values), values);
        TensorPrimitives.Exp(values, values);
        TensorPrimitives.Divide(values, TensorPrimitives.Sum(values), values);
    }

    /// <summary><c>cap * tanh(value / cap)</c>, in place.</summary>
    public static void SoftCap(Span<float> values, double? cap)
    {
        if (cap is { } most)
        {
            TensorPrimitives.Divide(values, (float)most, values);
            TensorPrimitives.Tanh(values, values);
            TensorPrimitives.Multiply(values, (float)most, values);
        }
    }

    /// <summary>The activation of the gate times the other half, into the gate.</summary>
    public static void Gate(Span<float> gate, ReadOnlySpan<float> up, Activation activation, Span<float> scratch)
    {
        scratch = scratch[..gate.Length];
        if (activation == Activation.Silu)
        {
            TensorPrimitives.Sigmoid(gate, scratch);
        }
        else
        {
            // 0.5 (1 + tanh(u)) is the logistic function of 2u.
            for (var index = 0; index < gate.Length; index++)
            {
                var value = gate[index];
                scratch[index] = 2 * 0.7978845608f * (value + (0.044715f * value * value * value));
            }

            TensorPrimitives.Sigmoid(scratch, scratch);
        }

        TensorPrimitives.Multiply(gate, scratch, gate);
        TensorPrimitives.Multiply(gate, up, gate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(ReadOnlySpan<float> rows, ReadOnlySpan<float> vector, Span<float> result)
    {
        var columns = vector.Length;
        ref var first = ref MemoryMarshal.GetReference(rows);
        ref var second = ref Unsafe.Add(ref first, columns);
        ref var third = ref Unsafe.Add(ref second, columns);
        ref var fourth = ref Unsafe.Add(ref third, columns);
        ref var x = ref MemoryMarshal.GetReference(vector);
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var column = 0;
        for (; column + 8 <= columns; column += 8)
        {
            var at = (nuint)column;
            var value = Vector256.LoadUnsafe(ref x, at);
            a = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref first, at), value, a);
            b = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref second, at), value, b);
            c = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref third, at), value, c);
            d = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref fourth, at), value, d);
        }

        result[0] = Vector256.Sum(a);
        result[1] = Vector256.Sum(b);
        result[2] = Vector256.Sum(c);
        result[3] = Vector256.Sum(d);
        for (; column < columns; column++)
        {
            for (var row = 0; row < 4; row++)
            {
                result[row] += rows[(row * columns) + column] * vector[column];
            }
        }
    }
}
