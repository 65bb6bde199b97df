using System.Text;

namespace Demur.Neural.Tests.Decoding;

/// <summary>Weights that follow from the names of tensors, as Fixtures/reference.py says.</summary>
internal static class HashedWeights
{
    public static float[] Of(string name, long count, int dimensions, bool plusOne = false)
    {
        var hash = Encoding.UTF8.GetBytes(name).Aggregate(2166136261u, (sum, value) => (sum ^ value) * 16777619u);
        var values = new float[count];
        for (var index = 0; index < values.Length; index++)
        {
            var x = hash + (2654435761u * (uint)index);
            x ^= x >> 16;
            x *= 0x7feb352d;
            x ^= x >> 15;
            x *= 0x846ca68b;
            x ^= x >> 16;
            var u = (x / 2147483648.0) - 1;
            values[index] = (float)(dimensions == 2 ? 0.35 * u : name.EndsWith("norm.weight", StringComparison.Ordinal) && !plusOne ? 1 + (0.3 * u) : 0.3 * u);
        }

        return values;
    }
}
