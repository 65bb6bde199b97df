namespace Demur.Learning.Evaluation;

/// <summary>How methods are compared.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The folds, stratified by class; 5 by default. Not used where there is a test table.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The draws of the bootstrap intervals; 1,000 by default.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>What times are taken from; the system's clock by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
