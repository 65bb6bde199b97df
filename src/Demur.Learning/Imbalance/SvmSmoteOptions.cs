using Demur.Learning.Linear;

namespace Demur.Learning.Imbalance;

/// <summary>The settings of SVM-SMOTE.</summary>
public sealed record SvmSmoteOptions
{
    /// <summary>How many rows to make; by default up to the size of the largest class.</summary>
    public OversamplingAmount Amount { get; init; } = OversamplingAmount.Balance;

    /// <summary>The nearest rows of the same class among which a partner is drawn; 5 by default.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>The nearest rows of all classes that tell noise, danger and safety apart; 10 by default.</summary>
    public int DangerNeighbours { get; init; } = 10;

    /// <summary>How far a safe row is moved away from its partner at most, as a share of their distance; .5 by default.</summary>
    public double OutStep { get; init; } = 0.5;

    /// <summary>Whether a class too small for <see cref="Neighbours"/> uses as many as it has; false by default: it is refused.</summary>
    public bool AllowFewerNeighbours { get; init; }

    /// <summary>The settings of the support vector machine; C = 1 and the squared hinge loss, solved to 0.001, by default.</summary>
    public LinearSvmOptions Svm { get; init; } = new() { Tolerance = 1e-3, MaxIterations = 2000 };
}
