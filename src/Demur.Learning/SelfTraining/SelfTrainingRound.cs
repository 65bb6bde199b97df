namespace Demur.Learning.SelfTraining;

/// <summary>What one round did.</summary>
public sealed record SelfTrainingRound
{
    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>For each class the threshold; not-a-number where the policy had none.</summary>
    public required IReadOnlyList<double> Thresholds { get; init; }

    /// <summary>For each class how many rows were labelled with it.</summary>
    public required IReadOnlyList<int> Added { get; init; }

    /// <summary>The rows without a label after the round.</summary>
    public required int Left { get; init; }

    /// <summary>The mean probability of the labels given: what the model itself believes their precision to be; not-a-number for none.</summary>
    public required double EstimatedPrecision { get; init; }

    /// <summary>The share of right labels; null where the truth is not known, or none was given.</summary>
    public double? TruePrecision { get; init; }

    /// <summary>The accuracy on the holdout of the model trained after the round; null without a holdout.</summary>
    public double? HoldoutAccuracy { get; init; }
}
