namespace Demur.Learning.SelfTraining;

/// <summary>A self-trained model and how it came about. Immutable.</summary>
public sealed record SelfTrainingResult
{
    /// <summary>The model to use: of the last round, or of the best round on the holdout.</summary>
    public required IModel Model { get; init; }

    /// <summary>The model of the labelled rows alone, to compare with.</summary>
    public required IModel Supervised { get; init; }

    /// <summary>The rounds, first to last.</summary>
    public required IReadOnlyList<SelfTrainingRound> Rounds { get; init; }

    /// <summary>Every label given, round after round; where rounds label anew, a row occurs once for each.</summary>
    public required IReadOnlyList<PseudoLabel> Labels { get; init; }

    /// <summary>The round whose model was kept; 0 for the supervised one.</summary>
    public required int KeptRound { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }
}
