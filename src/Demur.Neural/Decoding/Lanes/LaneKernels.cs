using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Demur.Neural.Decoding.Lanes;

/// <summary>Loops over values that lie as [feature, lane]: each vector instruction works on neighbouring lanes, so no sum ever crosses a register.</summary>
internal static unsafe class LaneKernels
{
    /// <summary>How many rows go side by side: two registers of eight, of which a tile of four outputs needs eight for its sums.</summary>
    public const int Lanes = 16;

    /// <summary>Matrix times the lanes' vectors.</summary>
    /// <param name="matrix">[rows, columns], row-major.</param>
    /// <param name="vectors">[columns, lane].</param>
    /// <param name="bias">[rows], or empty.</param>
    /// <param name="result">[rows, lane].</param>
    public static void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vectors, ReadOnlySpan<float> bias, Span<float> result)
    {
        var columns = vectors.Length / Lanes;
        var rows = result.Length / Lanes;
        fixed (float* weights = matrix, inputs = vectors, offsets = bias, outputs = result)
        {
            var row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                FourRows(weights + ((long)row * columns), columns, inputs, outputs + (row * Lanes));
            }

            for (; row < rows; row++)
            {
                OneRow(weights + ((long)row * columns), columns, inputs, outputs + (row * Lanes));
            }

            for (row = 0; row < bias.Length; row++)
            {
                AddTo(outputs + (row * Lanes), offsets[row]);
            }
        }
    }

    /// <summary>Divides each lane by its root mean square and multiplies by the weight, or by one plus it.</summary>
    /// <param name="values">[features, lane].</param>
    /// <param name="weight">[features].</param>
    /// <param name="epsilon">Added to the mean of squares.</param>
    /// <param name="plusOne">Whether one is added to the weight.</param>
    /// <param name="result">[features, lane]; may be the values.</param>
    public static void Norm(ReadOnlySpan<float> values, ReadOnlySpan<float> weight, float epsilon, bool plusOne, Span<float> result)
    {
        fixed (float* from = values, to = result)
        {
            var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var at = from; at < from + values.Length; at += Lanes)
            {
                var (first, second) = (Vector256.Load(at), Vector256.Load(at + 8));
                low += first * first;
                high += second * second;
            }

            low = Scale(low, weight.Length, epsilon);
            high = Scale(high, weight.Length, epsilon);
            for (var feature = 0; feature < weight.Length; feature++)
            {
                var factor = Vector256.Create(plusOne ? 1 + weight[feature] : weight[feature]);
                (Vector256.Load(from + (feature * Lanes)) * low * factor).Store(to + (feature * Lanes));
                (Vector256.Load(from + (feature * Lanes) + 8) * high * factor).Store(to + (feature * Lanes) + 8);
            }
        }
    }

    /// <summary>One lane's values out of many.</summary>
    /// <param name="values">[features, lane].</param>
    /// <param name="lane">The lane.</param>
    /// <param name="result">[features].</param>
    public static void Gather(ReadOnlySpan<float> values, int lane, Span<float> result)
    {
        for (int feature = 0, at = lane; feature < result.Length; feature++, at += Lanes)
        {
            result[feature] = values[at];
        }
    }

    /// <summary>Puts one lane's values among the others'.</summary>
    /// <param name="values">[features].</param>
    /// <param name="lane">The lane.</param>
    /// <param name="result">[features, lane].</param>
    public static void Scatter(ReadOnlySpan<float> values, int lane, Span<float> result)
    {
        for (int feature = 0, at = lane; feature < values.Length; feature++, at += Lanes)
        {
            result[at] = values[feature];
        }
    }

    private static Vector256<float> Scale(Vector256<float> squares, int count, float epsilon) =>
        Vector256<float>.One / Vector256.Sqrt((squares / count) + Vector256.Create(epsilon));

    private static void AddTo(float* values, float offset)
    {
        (Vector256.Load(values) + Vector256.Create(offset)).Store(values);
        (Vector256.Load(values + 8) + Vector256.Create(offset)).Store(values + 8);
    }

    private static void OneRow(float* weights, int columns, float* inputs, float* outputs)
    {
        var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var column = 0; column < columns; column++, inputs += Lanes)
        {
            var weight = Vector256.Create(weights[column]);
            low = Vector256.MultiplyAddEstimate(Vector256.Load(inputs), weight, low);
            high = Vector256.MultiplyAddEstimate(Vector256.Load(inputs + 8), weight, high);
        }

        low.Store(outputs);
        high.Store(outputs + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(float* first, int columns, float* inputs, float* outputs)
    {
        var second = first + columns;
        var third = second + columns;
        var fourth = third + columns;
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (e, f, g, h) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var column = 0; column < columns; column++, inputs += Lanes)
        {
            var (low, high) = (Vector256.Load(inputs), Vector256.Load(inputs + 8));
            var weight = Vector256.Create(first[column]);
            a = Vector256.MultiplyAddEstimate(low, weight, a);
            b = Vector256.MultiplyAddEstimate(high, weight, b);
            weight = Vector256.Create(second[column]);
            c = Vector256.MultiplyAddEstimate(low, weight, c);
            d = Vector256.MultiplyAddEstimate(high, weight, d);
            weight = Vector256.Create(third[column]);
            e = Vector256.MultiplyAddEstimate(low, weight, e);
            f = Vector256.MultiplyAddEstimate(high, weight, f);
            weight = Vector256.Create(fourth[column]);
            g = Vector256.MultiplyAddEstimate(low, weight, g);
            h = Vector256.MultiplyAddEstimate(high, weight, h);
        }

        a.Store(outputs);
        b.Store(outputs + 8);
        c.Store(outputs + 16);
        d.Store(outputs + 24);
        e.Store(outputs + 32);
        f.Store(outputs + 40);
        g.Store(outputs + 48);
        h.Store(outputs + 56);
    }
}
