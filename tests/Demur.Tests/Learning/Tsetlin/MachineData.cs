using Demur.Learning.Models;
using Demur.Learning.Tsetlin;

namespace Demur.Tests.Learning.Tsetlin;

/// <summary>Small made-up problems with known rules.</summary>
internal static class MachineData
{
    /// <summary>Bits at random; class 0 where the first is 1, else class 1 where the second is, else class 2.</summary>
    public static (BitMatrix Bits, int[] Classes) Layers(int rows, int columns = 70, int seed = 3)
    {
        var random = new SplitMix(seed);
        var bits = BitMatrix.Create(rows, columns, (_, _) => random.Below(2) == 0);
        return (bits, [.. Enumerable.Range(0, rows).Select(row => bits[row, 0] ? 0 : bits[row, 1] ? 1 : 2)]);
    }

    /// <summary>Exclusive or of two bits, ten more of noise, no label wrong.</summary>
    public static (BitMatrix Bits, int[] Classes) Xor(int rows, int seed = 5)
    {
        var random = new SplitMix(seed);
        var bits = BitMatrix.Create(rows, 12, (_, _) => random.Below(2) == 0);
        return (bits, [.. Enumerable.Range(0, rows).Select(row => bits[row, 0] != bits[row, 1] ? 1 : 0)]);
    }

    public static byte[] Bytes(Action<ModelWriter> write)
    {
        using var stream = new MemoryStream();
        write(new ModelWriter(stream));
        return stream.ToArray();
    }

    public static ModelReader Reader(byte[] bytes) => new(new MemoryStream(bytes), "model.demur", 1L << 32);
}
