using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Sines and cosines by position, computed once and grown as texts get longer; safe for concurrent forwards.</summary>
/// <param name="rope">Base and scaling.</param>
/// <param name="width">The number of rotated dimensions of a head.</param>
/// <param name="context">The model's context length.</param>
/// <param name="type">The element type of queries and keys.</param>
/// <param name="device">Where they live.</param>
internal sealed class RopeTable(RopeConfig rope, int width, int context, ScalarType type, Device device) : IDisposable
{
    private const int FirstRows = 512;
    private readonly Lock _gate = new();
    private readonly int _original = RopeFrequencies.Original(rope, context);
    private readonly List<Tensor> _retired = [];
    private (Tensor Cos, Tensor Sin, long Rows)? _table;

    /// <summary>Cosines and signed sines for a layout, to be broadcast over [batch, position, head, width].</summary>
    /// <param name="layout">Where the tokens stand.</param>
    /// <returns>Tensors [position, 1, width], or [batch, position, 1, width] where rows differ; in the caller's dispose scope.</returns>
    public RopeSlice At(TokenLayout layout)
    {
        if (rope.Scaling == RopeScaling.Dynamic && layout.LongestRow > _original)
        {
            return Stretched(layout);
        }

        var (cos, sin, _) = Grown(layout.LongestRow);
        if (layout.IsUniform)
        {
            return new RopeSlice(cos.narrow(0, layout.Start(0), layout.Length), sin.narrow(0, layout.Start(0), layout.Length));
        }

        var at = tensor(layout.Positions(), device: device);
        long[] shape = [layout.Batch, layout.Length, 1, width];
        return new RopeSlice(cos.index_select(0, at).view(shape), sin.index_select(0, at).view(shape));
    }

    public void Dispose()
    {
        _table?.Cos.Dispose();
        _table?.Sin.Dispose();
        _retired.ForEach(tensor => tensor.Dispose());
    }

    // Each row turns by the base of its own length, so that company in a batch changes nothing; keys already cached keep their angles.
    private RopeSlice Stretched(TokenLayout layout)
    {
        var positions = layout.Positions();
        var cos = new float[positions.Length * width];
        var sin = new float[positions.Length * width];
        for (var row = 0; row < layout.Batch; row++)
        {
            var frequencies = RopeFrequencies.Of(rope, width, context, layout.End(row));
            for (var column = 0; column < layout.Length; column++)
            {
                var at = (row * layout.Length) + column;
                Fill(frequencies, positions[at], 1, cos.AsSpan(at * width, width), sin.AsSpan(at * width, width));
            }
        }

        long[] shape = [layout.Batch, layout.Length, 1, width];
        return new RopeSlice(Made(cos, shape), Made(sin, shape));
    }

    private (Tensor Cos, Tensor Sin, long Rows) Grown(long rows)
    {
        lock (_gate)
        {
            if (_table is { } table && table.Rows >= rows)
            {
                return table;
            }

            var count = Math.Max(FirstRows, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)rows));
            var frequencies = RopeFrequencies.Of(rope, width, context, 0);
            var factor = RopeFrequencies.AttentionFactor(rope);
            var cos = new float[count * width];
            var sin = new float[count * width];
            for (var position = 0; position < count; position++)
            {
                Fill(frequencies, position, factor, cos.AsSpan(position * width, width), sin.AsSpan(position * width, width));
            }

            if (_table is { } old)
            {
                // A forward on another thread may still read the shorter tables.
                _retired.Add(old.Cos);
                _retired.Add(old.Sin);
            }

            long[] shape = [count, 1, width];
            _table = (Made(cos, shape).DetachFromDisposeScope(), Made(sin, shape).DetachFromDisposeScope(), count);
            return _table.Value;
        }
    }

    private Tensor Made(float[] values, long[] shape)
    {
        using var scope = NewDisposeScope();
        return tensor(values, shape, dtype: type, device: device).MoveToOuterDisposeScope();
    }

    // Halves are turned against each other: x cos + roll(x, half) sin, the first half of the sines negative.
    private static void Fill(double[] frequencies, long position, double factor, Span<float> cos, Span<float> sin)
    {
        var half = frequencies.Length;
        for (var pair = 0; pair < half; pair++)
        {
            var (sine, cosine) = Math.SinCos(position * frequencies[pair]);
            cos[pair] = cos[half + pair] = (float)(cosine * factor);
            sin[half + pair] = (float)(sine * factor);
            sin[pair] = -sin[half + pair];
        }
    }
}
