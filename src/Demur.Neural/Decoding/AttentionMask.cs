using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>What tokens of one forward may look at, for layers of one kind (global or local).</summary>
/// <param name="Causal">Whether the plain triangle applies and nothing is cached.</param>
/// <param name="Additive">Zero where a token may look and minus infinity elsewhere, [batch or 1, 1, position, slot - <paramref name="FirstKey"/>]; null when everything from the first key is seen or <paramref name="Causal"/> holds.</param>
/// <param name="FirstKey">The first slot that any token looks at.</param>
internal sealed record AttentionMask(bool Causal, Tensor? Additive, int FirstKey)
{
    public static AttentionMask Of(TokenLayout layout, int? window, ScalarType type, Device device)
    {
        var slots = layout.Past + layout.Length;
        if (layout.IsUniform && layout.Length == 1)
        {
            return new AttentionMask(false, null, window is { } seen ? Math.Max(0, slots - seen) : 0);
        }

        return layout.IsUniform && layout.Past == 0 && (window is null || layout.Length <= window)
            ? new AttentionMask(true, null, 0)
            : new AttentionMask(false, Build(layout, window, slots, type, device), 0);
    }

    /// <summary>The additive form whatever the mask, for attention that is computed step by step; null when everything is seen.</summary>
    public Tensor? Explicit(int length, ScalarType type, Device device) =>
        Causal ? full([length, length], Scalars.Of(double.NegativeInfinity), dtype: type, device: device).triu_(1) : Additive;

    private static Tensor Build(TokenLayout layout, int? window, int slots, ScalarType type, Device device)
    {
        var rows = layout.IsUniform ? 1 : layout.Batch;
        var values = new float[(long)rows * layout.Length * slots];
        Array.Fill(values, float.NegativeInfinity);
        var keys = new int[slots];
        for (var row = 0; row < rows; row++)
        {
            KeyPositions(layout, row, keys);
            for (var column = 0; column < layout.Length; column++)
            {
                var line = values.AsSpan(((row * layout.Length) + column) * slots, slots);
                Allow(line, keys, layout.Past + column, window);
            }
        }

        using var scope = NewDisposeScope();
        return tensor(values, [rows, 1, layout.Length, slots], dtype: type, device: device).MoveToOuterDisposeScope();
    }

    private static void KeyPositions(TokenLayout layout, int row, int[] keys)
    {
        var next = 0;
        for (var slot = 0; slot < keys.Length; slot++)
        {
            var real = slot < layout.Past ? layout.Cache!.IsReal(row, slot) : layout.IsReal(row, slot - layout.Past);
            keys[slot] = real ? next++ : -1;
        }
    }

    private static void Allow(Span<float> line, int[] keys, int slot, int? window)
    {
        var position = keys[slot];
        if (position < 0)
        {
            // Padding looks at itself, so that its softmax is defined; nothing ever looks at padding.
            line[slot] = 0;
            return;
        }

        var oldest = window is { } seen ? position - seen : -1;
        for (var key = 0; key <= slot; key++)
        {
            if (keys[key] > oldest && keys[key] >= 0)
            {
                line[key] = 0;
            }
        }
    }
}
