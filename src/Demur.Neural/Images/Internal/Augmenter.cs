using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Images.Internal;

/// <summary>Changes a batch of images by what is drawn for each; one affine map a whole batch.</summary>
internal static class Augmenter
{
    /// <summary>Changes images.</summary>
    /// <param name="images">[image, channel, row, column], from 0 to 1.</param>
    /// <param name="augmentation">How far.</param>
    /// <param name="random">Draws what is done to each image.</param>
    /// <returns>The changed images, of the same shape.</returns>
    public static Tensor Apply(Tensor images, ImageAugmentation augmentation, SplitMix random)
    {
        var (count, height, width) = ((int)images.shape[0], (int)images.shape[2], (int)images.shape[3]);
        var (maps, scales, offsets) = (new float[count * 6], new float[count], new float[count]);
        var mask = augmentation.Cutout > 0 ? Ones(count * height * width) : null;
        for (var image = 0; image < count; image++)
        {
            Map(augmentation, random).CopyTo(maps, image * 6);
            scales[image] = (float)(1 + Draw(random, augmentation.Contrast));
            offsets[image] = (float)Draw(random, augmentation.Brightness);
            if (mask is not null)
            {
                Blank(mask.AsSpan(image * height * width, height * width), height, width, augmentation.Cutout, random);
            }
        }

        var grid = nn.functional.affine_grid(tensor(maps, [count, 2, 3]), images.shape, false);
        var moved = nn.functional.grid_sample(images, grid, align_corners: false);
        if (augmentation.Contrast > 0 || augmentation.Brightness > 0)
        {
            // A plain sum of tensors makes a scalar of its own, which may be finalized before libtorch reads it.
            var lit = (moved * tensor(scales, [count, 1, 1, 1])).add(tensor(offsets, [count, 1, 1, 1]), Scalars.Of(1.0));
            moved = lit.clamp(Scalars.Of(0.0), Scalars.Of(1.0));
        }

        return mask is null ? moved : moved * tensor(mask, [count, 1, height, width]);
    }

    /// <summary>The map from places of the new image to places of the old one, [2, 3], with sides from -1 to 1.</summary>
    private static float[] Map(ImageAugmentation augmentation, SplitMix random)
    {
        var angle = Draw(random, augmentation.Degrees) * Math.PI / 180;
        var (across, down) = (1 + Draw(random, augmentation.Stretch), 1 + Draw(random, augmentation.Stretch));
        var shear = Draw(random, augmentation.Shear);
        var (right, below) = (2 * Draw(random, augmentation.Shift), 2 * Draw(random, augmentation.Shift));
        across = augmentation.Mirror && random.Unit() < 0.5 ? -across : across;
        var (cosine, sine) = (Math.Cos(angle), Math.Sin(angle));
        return [(float)(cosine * across), (float)((-sine * down) + (shear * cosine)), (float)right, (float)(sine * across), (float)((cosine * down) + (shear * sine)), (float)below];
    }

    private static void Blank(Span<float> mask, int height, int width, double share, SplitMix random)
    {
        var (side, across) = ((int)(height * share), (int)(width * share));
        var (top, left) = (random.Below(height) - (side / 2), random.Below(width) - (across / 2));
        for (var row = Math.Max(0, top); row < Math.Min(height, top + side); row++)
        {
            var start = Math.Max(0, left);
            mask.Slice((row * width) + start, Math.Max(0, Math.Min(width, left + across) - start)).Clear();
        }
    }

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double Draw(SplitMix random, double most) => most * ((2 * random.Unit()) - 1);
}
