namespace Demur.Learning.SelfTraining;

/// <summary>The settings of co-training.</summary>
public sealed record CoTrainingOptions
{
    /// <summary>The columns of the first view; the second sees all others.</summary>
    public required IReadOnlyList<int> FirstView { get; init; }

    /// <summary>The rows that each view labels in a round, shared among the classes as among the labelled rows, at least one a class; 10 by default.</summary>
    public int RowsPerRound { get; init; } = 10;

    /// <summary>The most rounds; 30 by default.</summary>
    public int MaxRounds { get; init; } = 30;
}
