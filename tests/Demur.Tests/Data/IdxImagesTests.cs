using System.IO.Compression;
using Demur.Data;

namespace Demur.Tests.Data;

public sealed class IdxImagesTests : IDisposable
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9];
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-idx").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_files_plain_or_gzipped_are_one_set()
    {
        var plain = IdxImages.Read(Write("i", Images), Write("l", Labels));
        var zipped = IdxImages.Read(Write("i.gz", Zip(Images)), Write("l.gz", Zip(Labels)));

        Assert.Equal((2, 1, 3, 3), (plain.Count, plain.Height, plain.Width, plain.PixelsPerImage));
        Assert.Equal([1, 2, 3, 4, 5, 255], plain.Pixels);
        Assert.Equal([7, 9], zipped.Labels);
        Assert.Equal(plain.Pixels, zipped.Pixels);
    }

    [Fact]
    public void What_is_no_pair_of_idx_files_is_told_apart()
    {
        Assert.Contains("cannot be read", Error(Path.Combine(_folder, "none"), Write("l", Labels)), StringComparison.Ordinal);
        Assert.Contains("no IDX file of images", Error(Write("i", Labels), Write("l", Labels)), StringComparison.Ordinal);
        Assert.Contains("no IDX file of labels", Error(Write("i", Images), Write("l", Images)), StringComparison.Ordinal);
        Assert.Contains("2 images of 1 x 3 pixels, and 5 bytes follow", Error(Write("i", Images[..^1]), Write("l", Labels)), StringComparison.Ordinal);
        Assert.Contains("do not belong together", Error(Write("i", Images), Write("l", Labels[..^1])), StringComparison.Ordinal);
        Assert.Contains("no IDX file of images", Error(Write("i.gz", Zip(Images)[..12]), Write("l", Labels)), StringComparison.Ordinal);
    }

    private static string Error(string images, string labels) => Assert.Throws<DemurException>(() => IdxImages.Read(images, labels)).Message;

    private static byte[] Zip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Fastest))
        {
            zip.Write(content);
        }

        return target.ToArray();
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
