namespace Demur.Learning.SelfTraining;

/// <summary>The settings of forward-corrected logistic regression.</summary>
public sealed record ForwardCorrectedLogisticOptions
{
    /// <summary>How labels come about from true classes; null, the default, is no noise: plain multinomial logistic regression.</summary>
    public NoiseTransition? Noise { get; init; }

    /// <summary>The weight of the loss against the penalty ½‖w‖²; 1 by default. Intercepts are not penalised.</summary>
    public double C { get; init; } = 1;

    /// <summary>The most steps; 500 by default.</summary>
    public int MaxIterations { get; init; } = 500;

    /// <summary>The steps end when no part of the gradient, divided by the number of examples, is larger; 1e-6 by default.</summary>
    public double Tolerance { get; init; } = 1e-6;

    internal void Validate(int classCount)
    {
        if (!(C > 0 && double.IsFinite(C)) || MaxIterations < 1 || !(Tolerance > 0))
        {
            throw new DemurException(ErrorCode.Usage, $"C is {C}, the iterations {MaxIterations}, the tolerance {Tolerance}; all must be above 0.");
        }

        if (Noise is not null && Noise.ClassCount != classCount)
        {
            throw new DemurException($"The noise is of {Noise.ClassCount} classes, the examples of {classCount}; both must be of the same classes.");
        }
    }
}
