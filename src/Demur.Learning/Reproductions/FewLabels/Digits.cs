using Demur.Data;
using Demur.Learning.Sparse.Internal;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.FewLabels;

/// <summary>The 10,000 hand-written digits of shared/data as rows: pixels from 0 to 1.</summary>
internal static class Digits
{
    private const string Folder = "anchors-mnist10k";

    /// <summary>Reads the images.</summary>
    public static IdxImages Images(DataLocator data) =>
        IdxImages.Read(data.Require($"{Folder}/mnist10k-images-idx3-ubyte.gz"), data.Require($"{Folder}/mnist10k-labels-idx1-ubyte.gz"));

    /// <summary>Reads them as examples.</summary>
    public static ExampleSet Load(DataLocator data)
    {
        var images = Images(data);
        var builder = new SparseMatrixBuilder(images.Pixels.Count / 5);
        for (var row = 0; row < images.Count; row++)
        {
            for (var pixel = 0; pixel < images.PixelsPerImage; pixel++)
            {
                builder.Add(pixel, images.Pixels[(row * images.PixelsPerImage) + pixel] / 255.0);
            }

            builder.EndRow();
        }

        return new ExampleSet(builder.Build(images.PixelsPerImage), [.. images.Labels.Select(label => (int)label)], [.. "0123456789".Select(digit => digit.ToString())]);
    }
}
