using System.Buffers.Binary;
using System.IO.Compression;
using Demur.Data.Internal;

namespace Demur.Data;

/// <summary>Grey images with labels, as MNIST and Fashion-MNIST are stored: two IDX files of bytes, gzipped or not. Immutable.</summary>
/// <param name="Height">The rows of an image.</param>
/// <param name="Width">The pixels of a row.</param>
/// <param name="Pixels">All images, one after the other, row by row: 0 is black, 255 white.</param>
/// <param name="Labels">One label for each image.</param>
public sealed record IdxImages(int Height, int Width, IReadOnlyList<byte> Pixels, IReadOnlyList<byte> Labels)
{
    private const int ImagesMagic = 0x0803; // unsigned bytes in three dimensions
    private const int LabelsMagic = 0x0801;
    private const int ImageHeader = 16;
    private const int LabelHeader = 8;

    /// <summary>The number of images.</summary>
    public int Count => Labels.Count;

    /// <summary>The pixels of one image.</summary>
    public int PixelsPerImage => Height * Width;

    /// <summary>Reads both files.</summary>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="labelsPath">The file of labels.</param>
    /// <returns>The images.</returns>
    /// <exception cref="DemurException">A file is missing, holds something else, or both do not belong together.</exception>
    public static IdxImages Read(string imagesPath, string labelsPath)
    {
        var images = Content(imagesPath, ImagesMagic, ImageHeader);
        var labels = Content(labelsPath, LabelsMagic, LabelHeader);
        var (count, height, width) = (Number(images, 4), Number(images, 8), Number(images, 12));
        if (count < 1 || height < 1 || width < 1 || (long)count * height * width != images.Length - ImageHeader)
        {
            throw new DemurException($"{imagesPath}: the header speaks of {count} images of {height} x {width} pixels, and {images.Length - ImageHeader} bytes follow; fetch the file again.");
        }

        return Number(labels, 4) == count && labels.Length - LabelHeader == count
            ? new IdxImages(height, width, images[ImageHeader..], labels[LabelHeader..])
            : throw new DemurException($"{imagesPath} holds {count} images and {labelsPath} {labels.Length - LabelHeader} labels; they do not belong together.");
    }

    private static int Number(byte[] content, int at) => BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at));

    private static byte[] Content(string path, int magic, int header)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
            content = GzipSource.IsGzip(content) ? Inflate(content) : content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DemurException(ErrorCode.BadInput, $"{path} cannot be read: {error.Message}", error);
        }

        return content.Length >= header && Number(content, 0) == magic
            ? content
            : throw new DemurException($"{path}: this is no IDX file of {(magic == ImagesMagic ? "images" : "labels")}, which starts with {magic:X8}.");
    }

    private static byte[] Inflate(byte[] content)
    {
        using var stream = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        stream.CopyTo(inflated);
        return inflated.ToArray();
    }
}
