using System.Buffers.Binary;
using System.IO.Compression;
using Demur.Learning.Sparse.Internal;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.FewLabels;

/// <summary>Reads the 10,000 hand-written digits of shared/data (IDX): pixels from 0 to 1.</summary>
internal static class Digits
{
    private const string Folder = "anchors-mnist10k";
    private const int HeaderOfImages = 16;
    private const int HeaderOfLabels = 8;

    public static ExampleSet Load(DataLocator data)
    {
        var images = Unpack(data.Require($"{Folder}/mnist10k-images-idx3-ubyte.gz"));
        var labels = Unpack(data.Require($"{Folder}/mnist10k-labels-idx1-ubyte.gz"));
        var count = BinaryPrimitives.ReadInt32BigEndian(images.AsSpan(4));
        var pixels = (images.Length - HeaderOfImages) / Math.Max(1, count);
        if (labels.Length != count + HeaderOfLabels || images.Length != HeaderOfImages + (count * pixels))
        {
            throw new DemurException($"{Folder}: {count} images and {labels.Length - HeaderOfLabels} labels do not belong together; fetch both files again.");
        }

        var builder = new SparseMatrixBuilder(count * pixels / 5);
        for (var row = 0; row < count; row++)
        {
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                builder.Add(pixel, images[HeaderOfImages + (row * pixels) + pixel] / 255.0);
            }

            builder.EndRow();
        }

        return new ExampleSet(builder.Build(pixels), [.. labels[HeaderOfLabels..].Select(label => (int)label)], [.. "0123456789".Select(digit => digit.ToString())]);
    }

    private static byte[] Unpack(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return memory.ToArray();
    }
}
