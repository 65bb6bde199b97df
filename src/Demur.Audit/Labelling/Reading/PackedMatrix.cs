using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Demur.Audit.Labelling.Reading;

/// <summary>A matrix laid out for products with many rows at once: sixteen outputs side by side, one panel after another.</summary>
internal sealed class PackedMatrix
{
    /// <summary>Rows that a product takes at a time; buffers hold a multiple of them.</summary>
    public const int RowBlock = 12;

    /// <summary>Outputs that stand side by side; a matrix has a multiple of them.</summary>
    public const int PanelWidth = 16;

    private readonly float[] _panels;
    private readonly float[] _bias;

    /// <summary>Lays out a matrix.</summary>
    /// <param name="weights">[outputs, inputs], row-major.</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="inputs">The number of inputs.</param>
    public PackedMatrix(ReadOnlySpan<float> weights, float[] bias, int inputs)
    {
        _bias = bias;
        Inputs = inputs;
        _panels = new float[weights.Length];
        for (var output = 0; output < bias.Length; output++)
        {
            var panel = _panels.AsSpan(output / PanelWidth * PanelWidth * inputs);
            var row = weights.Slice(output * inputs, inputs);
            for (var input = 0; input < inputs; input++)
            {
                panel[(input * PanelWidth) + (output % PanelWidth)] = row[input];
            }
        }
    }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The number of outputs.</summary>
    public int Outputs => _bias.Length;

    /// <summary>Rounds a count of rows up to whole blocks.</summary>
    public static int Padded(int rows) => (rows + RowBlock - 1) / RowBlock * RowBlock;

    /// <summary>Applies the matrix and adds its bias.</summary>
    /// <param name="rows">[padded row count, inputs]; what stands in rows of padding does not matter.</param>
    /// <param name="rowCount">The number of rows that count.</param>
    /// <param name="result">[padded row count, outputs].</param>
    public void Apply(ReadOnlySpan<float> rows, int rowCount, Span<float> result) => Apply(rows, rowCount, result, Vector512.IsHardwareAccelerated);

    /// <summary>Applies the matrix with vectors of 512 bits, or of 256: what the machine has decides everywhere but in tests.</summary>
    public void Apply(ReadOnlySpan<float> rows, int rowCount, Span<float> result, bool wide)
    {
        Multiply(rows, Inputs, rowCount, _panels, Inputs, Outputs, result, Outputs, wide);
        for (var row = 0; row < rowCount; row++)
        {
            var values = result.Slice(row * Outputs, Outputs);
            System.Numerics.Tensors.TensorPrimitives.Add(values, _bias, values);
        }
    }

    /// <summary>Multiplies rows with panels.</summary>
    /// <param name="rows">[padded row count, <paramref name="rowStride"/>], of which the first <paramref name="inputs"/> numbers of a row are read.</param>
    /// <param name="rowStride">How far two rows are apart.</param>
    /// <param name="rowCount">The number of rows that count.</param>
    /// <param name="panels">[outputs / 16, inputs, 16].</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs, a multiple of sixteen.</param>
    /// <param name="result">[padded row count, <paramref name="resultStride"/>].</param>
    /// <param name="resultStride">How far two rows of the result are apart.</param>
    public static void Multiply(
        ReadOnlySpan<float> rows, int rowStride, int rowCount, ReadOnlySpan<float> panels, int inputs, int outputs, Span<float> result, int resultStride) =>
        Multiply(rows, rowStride, rowCount, panels, inputs, outputs, result, resultStride, Vector512.IsHardwareAccelerated);

    private static unsafe void Multiply(
        ReadOnlySpan<float> rows, int rowStride, int rowCount, ReadOnlySpan<float> panels, int inputs, int outputs, Span<float> result, int resultStride, bool wide)
    {
        var padded = Padded(rowCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, ((padded - 1) * rowStride) + inputs, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(panels.Length, inputs * outputs, nameof(panels));
        ArgumentOutOfRangeException.ThrowIfLessThan(result.Length, ((padded - 1) * resultStride) + outputs, nameof(result));
        fixed (float* from = rows, by = panels, to = result)
        {
            for (var panel = 0; panel < outputs; panel += PanelWidth)
            {
                for (var row = 0; row < padded; row += RowBlock)
                {
                    var left = from + ((nint)row * rowStride);
                    var right = by + ((nint)panel * inputs);
                    var sum = to + ((nint)row * resultStride) + panel;
                    if (wide)
                    {
                        TwelveRows(left, rowStride, right, inputs, sum, resultStride);
                    }
                    else
                    {
                        SixRows(left, rowStride, right, inputs, sum, resultStride);
                        SixRows(left + (6 * (nint)rowStride), rowStride, right, inputs, sum + (6 * (nint)resultStride), resultStride);
                    }
                }
            }
        }
    }

    // Twelve sums stay in registers, so that what was loaded is used many times. Optimized at once, since one call is all that many runs need.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void SixRows(float* row, nint stride, float* panel, int inputs, float* result, nint resultStride)
    {
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector256<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (var input = 0; input < inputs; input++, panel += PanelWidth, row++)
        {
            var left = Vector256.Load(panel);
            var right = Vector256.Load(panel + 8);
            var value = Vector256.Create(row[0]);
            a0 = Vector256.MultiplyAddEstimate(value, left, a0);
            a1 = Vector256.MultiplyAddEstimate(value, right, a1);
            value = Vector256.Create(row[stride]);
            b0 = Vector256.MultiplyAddEstimate(value, left, b0);
            b1 = Vector256.MultiplyAddEstimate(value, right, b1);
            value = Vector256.Create(row[2 * stride]);
            c0 = Vector256.MultiplyAddEstimate(value, left, c0);
            c1 = Vector256.MultiplyAddEstimate(value, right, c1);
            value = Vector256.Create(row[3 * stride]);
            d0 = Vector256.MultiplyAddEstimate(value, left, d0);
            d1 = Vector256.MultiplyAddEstimate(value, right, d1);
            value = Vector256.Create(row[4 * stride]);
            e0 = Vector256.MultiplyAddEstimate(value, left, e0);
            e1 = Vector256.MultiplyAddEstimate(value, right, e1);
            value = Vector256.Create(row[5 * stride]);
            f0 = Vector256.MultiplyAddEstimate(value, left, f0);
            f1 = Vector256.MultiplyAddEstimate(value, right, f1);
        }

        Store(result, a0, a1);
        Store(result + resultStride, b0, b1);
        Store(result + (2 * resultStride), c0, c1);
        Store(result + (3 * resultStride), d0, d1);
        Store(result + (4 * resultStride), e0, e1);
        Store(result + (5 * resultStride), f0, f1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void TwelveRows(float* row, nint stride, float* panel, int inputs, float* result, nint resultStride)
    {
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default;
        Vector512<float> g = default, h = default, i = default, j = default, k = default, l = default;
        for (var input = 0; input < inputs; input++, panel += PanelWidth, row++)
        {
            var column = Vector512.Load(panel);
            a = Vector512.MultiplyAddEstimate(Vector512.Create(row[0]), column, a);
            b = Vector512.MultiplyAddEstimate(Vector512.Create(row[stride]), column, b);
            c = Vector512.MultiplyAddEstimate(Vector512.Create(row[2 * stride]), column, c);
            d = Vector512.MultiplyAddEstimate(Vector512.Create(row[3 * stride]), column, d);
            e = Vector512.MultiplyAddEstimate(Vector512.Create(row[4 * stride]), column, e);
            f = Vector512.MultiplyAddEstimate(Vector512.Create(row[5 * stride]), column, f);
            g = Vector512.MultiplyAddEstimate(Vector512.Create(row[6 * stride]), column, g);
            h = Vector512.MultiplyAddEstimate(Vector512.Create(row[7 * stride]), column, h);
            i = Vector512.MultiplyAddEstimate(Vector512.Create(row[8 * stride]), column, i);
            j = Vector512.MultiplyAddEstimate(Vector512.Create(row[9 * stride]), column, j);
            k = Vector512.MultiplyAddEstimate(Vector512.Create(row[10 * stride]), column, k);
            l = Vector512.MultiplyAddEstimate(Vector512.Create(row[11 * stride]), column, l);
        }

        a.Store(result);
        b.Store(result + resultStride);
        c.Store(result + (2 * resultStride));
        d.Store(result + (3 * resultStride));
        e.Store(result + (4 * resultStride));
        f.Store(result + (5 * resultStride));
        g.Store(result + (6 * resultStride));
        h.Store(result + (7 * resultStride));
        i.Store(result + (8 * resultStride));
        j.Store(result + (9 * resultStride));
        k.Store(result + (10 * resultStride));
        l.Store(result + (11 * resultStride));
    }

    private static unsafe void Store(float* at, Vector256<float> left, Vector256<float> right)
    {
        left.Store(at);
        right.Store(at + 8);
    }
}
