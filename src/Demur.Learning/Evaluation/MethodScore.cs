using Demur.Metrics;

namespace Demur.Learning.Evaluation;

/// <summary>How a method does on rows that it had not seen.</summary>
public sealed record MethodScore
{
    /// <summary>What was tried: <see cref="MethodTrial.Name"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The rows tested.</summary>
    public required int Rows { get; init; }

    /// <summary>The share of rows whose class was told rightly, with its Wilson interval.</summary>
    public required ConfidenceInterval Accuracy { get; init; }

    /// <summary>The mean F1 of the classes, with its bootstrap interval.</summary>
    public required ConfidenceInterval MacroF1 { get; init; }

    /// <summary>For each class the share of its rows that were told, which accuracy hides of a rare class; not-a-number where no row was of it.</summary>
    public required IReadOnlyList<double> Recalls { get; init; }

    /// <summary>Of two classes the chance that a row of the second scores above one of the first, with its bootstrap interval; null for more classes.</summary>
    public ConfidenceInterval? Auroc { get; init; }

    /// <summary>Seconds that one training took; the mean over the folds.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Microseconds that one prediction took, on one core; the mean over the rows.</summary>
    public required double PredictMicroseconds { get; init; }

    /// <summary>Bytes of the model file; the mean over the folds.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>How far it is from the best; null for the best itself.</summary>
    public MethodDifference? FromBest { get; init; }
}
