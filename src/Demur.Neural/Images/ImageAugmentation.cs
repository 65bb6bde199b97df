namespace Demur.Neural.Images;

/// <summary>How far an image is changed at random before a net sees it, so that it learns what does not matter. Each value is the largest change; what is drawn is uniform.</summary>
public sealed record ImageAugmentation
{
    /// <summary>Shifts by up to an eighth of the side and nothing else: FixMatch's weak view of images that must not be mirrored, such as digits.</summary>
    public static ImageAugmentation Weak { get; } = new() { Shift = 0.125 };

    /// <summary>
    /// Shifts, turns, stretches, shears, changes contrast and brightness, and blanks a square of half the side: the strong view. FixMatch draws two of fourteen such
    /// changes; here each is made, by an amount drawn for each image.
    /// </summary>
    public static ImageAugmentation Strong { get; } = new() { Shift = 0.125, Degrees = 25, Stretch = 0.25, Shear = 0.3, Contrast = 0.5, Brightness = 0.2, Cutout = 0.5 };

    /// <summary>The shift in each direction, as a share of the side; 0 by default.</summary>
    public double Shift { get; init; }

    /// <summary>The turn, in degrees; 0 by default.</summary>
    public double Degrees { get; init; }

    /// <summary>The change of each side's length, as a share of it; 0 by default.</summary>
    public double Stretch { get; init; }

    /// <summary>The shear: how far rows slide for each row; 0 by default.</summary>
    public double Shear { get; init; }

    /// <summary>The change of the contrast, as a share of it; 0 by default.</summary>
    public double Contrast { get; init; }

    /// <summary>What is added to every value; 0 by default.</summary>
    public double Brightness { get; init; }

    /// <summary>The side of the square that is blanked, as a share of the image's; 0, the default, for none.</summary>
    public double Cutout { get; init; }

    /// <summary>Whether half of the images are mirrored; false by default. Digits and texts must not be.</summary>
    public bool Mirror { get; init; }
}
