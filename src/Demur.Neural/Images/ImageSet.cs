using System.Globalization;
using Demur.Data;

namespace Demur.Neural.Images;

/// <summary>Images of one size with their classes, in memory. Immutable.</summary>
public sealed class ImageSet
{
    private readonly float[] _pixels; // [image, channel, row, column]
    private readonly int[] _labels;

    /// <summary>Joins images and labels.</summary>
    /// <param name="pixels">All values from 0 to 1, image by image, in each channel by channel, row by row.</param>
    /// <param name="channels">The channels of an image: 1 for grey.</param>
    /// <param name="height">The rows of an image.</param>
    /// <param name="width">The pixels of a row.</param>
    /// <param name="labels">For each image its class, an index into <paramref name="classes"/>; null where they are not known.</param>
    /// <param name="classes">The classes' names, at least two.</param>
    /// <exception cref="DemurException">The numbers do not fit together, a value is not from 0 to 1, or a label is no class.</exception>
    public ImageSet(IReadOnlyList<float> pixels, int channels, int height, int width, IReadOnlyList<int>? labels, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(classes);
        (_pixels, _labels, Classes) = ([.. pixels], [.. labels ?? []], [.. classes]);
        (Channels, Height, Width) = (channels, height, width);
        if (channels < 1 || height < 1 || width < 1 || _pixels.Length == 0 || _pixels.Length % PixelsPerImage != 0 || (labels is not null && _labels.Length != Count))
        {
            throw new DemurException($"{_pixels.Length} values are not {labels?.Count.ToString(CultureInfo.InvariantCulture) ?? "some"} images of {channels} x {height} x {width} values.");
        }

        if (Array.FindIndex(_pixels, pixel => !(pixel is >= 0 and <= 1)) is var odd and >= 0)
        {
            throw new DemurException($"Image {odd / PixelsPerImage} has the value {_pixels[odd]}; values lie from 0 to 1.");
        }

        if (Classes.Count < 2 || Array.FindIndex(_labels, label => label < 0 || label >= Classes.Count) >= 0)
        {
            throw new DemurException($"Labels run from 0 to {Classes.Count - 1}, and there are at least two classes.");
        }
    }

    /// <summary>The channels of an image.</summary>
    public int Channels { get; }

    /// <summary>The rows of an image.</summary>
    public int Height { get; }

    /// <summary>The pixels of a row.</summary>
    public int Width { get; }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>For each image its class; empty where they are not known.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>The number of images.</summary>
    public int Count => _pixels.Length / PixelsPerImage;

    internal int PixelsPerImage => Channels * Height * Width;

    /// <summary>Takes grey images from files.</summary>
    /// <param name="images">The images.</param>
    /// <param name="classes">The classes' names; <c>0</c> to the largest label when null.</param>
    /// <returns>The set.</returns>
    /// <exception cref="DemurException">A label is no class.</exception>
    public static ImageSet Of(IdxImages images, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new ImageSet(
            [.. images.Pixels.Select(pixel => pixel / 255f)], 1, images.Height, images.Width, [.. images.Labels.Select(label => (int)label)],
            classes ?? [.. Enumerable.Range(0, images.Labels.Max() + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>Chooses images.</summary>
    /// <param name="rows">The images, in the order wanted.</param>
    /// <returns>The new set, of the same classes.</returns>
    public ImageSet Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ImageSet(Pixels(rows), Channels, Height, Width, _labels.Length == 0 ? null : [.. rows.Select(row => _labels[row])], Classes);
    }

    /// <summary>The values of some images, one image after the other.</summary>
    internal float[] Pixels(IReadOnlyList<int> rows)
    {
        var pixels = new float[rows.Count * PixelsPerImage];
        for (var i = 0; i < rows.Count; i++)
        {
            _pixels.AsSpan(rows[i] * PixelsPerImage, PixelsPerImage).CopyTo(pixels.AsSpan(i * PixelsPerImage));
        }

        return pixels;
    }
}
