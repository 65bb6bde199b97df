namespace Demur.Learning.Linear;

/// <summary>The objective of a linear support vector machine and how exactly it is solved.</summary>
public sealed record LinearSvmOptions
{
    /// <summary>The weight of the loss against the penalty ½‖w‖², in which the intercept counts as a weight; 1 by default.</summary>
    public double C { get; init; } = 1;

    /// <summary>The loss; squared by default.</summary>
    public HingeLoss Loss { get; init; } = HingeLoss.Squared;

    /// <summary>How much the classes count; alike for every example by default.</summary>
    public ClassWeighting ClassWeighting { get; init; }

    /// <summary>The solver stops when no dual variable violates its condition by more; 1e-6 by default.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>The most passes over the examples; 100,000 by default. A model that needed more says so in its report.</summary>
    public int MaxIterations { get; init; } = 100_000;

    internal void Validate()
    {
        if (!(C > 0 && double.IsFinite(C)) || !(Tolerance > 0) || MaxIterations < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"C is {C}, the tolerance {Tolerance}, the iterations {MaxIterations}; all must be above 0.");
        }
    }
}
