namespace Demur.Learning.Linear;

/// <summary>The objective of logistic regression and how exactly it is solved. The defaults are those of arXiv 2306.03423.</summary>
public sealed record LogisticOptions
{
    /// <summary>The weight of the loss against the penalty ½‖w‖²; 10 by default. Smaller values shrink the weights more.</summary>
    public double C { get; init; } = 10;

    /// <summary>Whether the intercept is penalised like a weight, as liblinear does; true by default.</summary>
    public bool PenalizeIntercept { get; init; } = true;

    /// <summary>How much the classes count; alike for every example by default.</summary>
    public ClassWeighting ClassWeighting { get; init; }

    /// <summary>The solver stops when the gradient's norm is at most this share of its norm at w = 0; 1e-8 by default.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>The most Newton steps; 100 by default. A model that needed more says so in its report.</summary>
    public int MaxIterations { get; init; } = 100;

    internal void Validate()
    {
        if (!(C > 0 && double.IsFinite(C)))
        {
            throw new DemurException(ErrorCode.Usage, $"C is {C}; it must be finite and above 0.");
        }

        if (!(Tolerance > 0) || MaxIterations < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"A tolerance of {Tolerance} in {MaxIterations} iterations cannot be reached; both must be above 0.");
        }
    }
}
