namespace Demur.Learning.SelfTraining;

/// <summary>The settings of tri-training.</summary>
public sealed record TriTrainingOptions
{
    /// <summary>The most rounds; 20 by default. The method's own conditions usually end it sooner.</summary>
    public int MaxRounds { get; init; } = 20;
}
