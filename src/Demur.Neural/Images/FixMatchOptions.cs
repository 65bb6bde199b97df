namespace Demur.Neural.Images;

/// <summary>The settings of <see cref="FixMatch"/>.</summary>
public sealed record FixMatchOptions
{
    /// <summary>Steps of the optimiser; 600 by default, enough for ten classes of small grey images.</summary>
    public int Steps { get; init; } = 600;

    /// <summary>Labelled images of a step, drawn with replacement; 16 by default.</summary>
    public int LabelledBatch { get; init; } = 16;

    /// <summary>Images without labels of a step, for each labelled one; 7 by default, as in the paper.</summary>
    public int UnlabelledRatio { get; init; } = 7;

    /// <summary>How probable a class must be on the weak view to become the label of the strong one; .95 by default, as in the paper.</summary>
    public double Threshold { get; init; } = 0.95;

    /// <summary>Whether a class that is seldom surely told gets a lower threshold (FlexMatch); false by default.</summary>
    public bool IsFlexible { get; init; }

    /// <summary>How much the strong views count beside the labelled images; 1 by default.</summary>
    public double UnlabelledWeight { get; init; } = 1;

    /// <summary>The weak view; small shifts by default.</summary>
    public ImageAugmentation Weak { get; init; } = ImageAugmentation.Weak;

    /// <summary>The strong view.</summary>
    public ImageAugmentation Strong { get; init; } = ImageAugmentation.Strong;

    /// <summary>The highest learning rate; .003 by default.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>The seed of weights, batches and views; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    internal void Validate()
    {
        Require(Steps > 0 && LabelledBatch > 0 && UnlabelledRatio > 0, $"{Steps} steps of {LabelledBatch} labelled images and {UnlabelledRatio} others for each train nothing; use 1 or more of each.");
        Require(Threshold is > 0 and <= 1, $"The threshold is {Threshold}; use a probability above 0.");
        Require(UnlabelledWeight >= 0 && double.IsFinite(UnlabelledWeight), $"The weight of images without labels is {UnlabelledWeight}; use 0 or more.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new DemurException(ErrorCode.Usage, $"The settings do not fit together: {message}");
        }
    }
}
