namespace Demur.Learning.SelfTraining;

/// <summary>The settings of self-training.</summary>
public sealed record SelfTrainingOptions
{
    /// <summary>The most rounds of labelling; 10 by default, at least 1.</summary>
    public int MaxRounds { get; init; } = 10;

    /// <summary>How sureness is measured; by the largest probability by default.</summary>
    public PseudoLabelScore Score { get; init; } = PseudoLabelScore.LargestProbability;

    /// <summary>How much pseudo-labelled rows count; together as much as the labelled ones by default.</summary>
    public PseudoWeighting Weighting { get; init; } = PseudoWeighting.Balanced;

    /// <summary>Whether each round labels the whole pool anew; null, the default, leaves it to the policy.</summary>
    public bool? Relabels { get; init; }

    /// <summary>Whether probabilities are first scaled so that their mean over the pool is the classes' shares among the labelled rows (distribution alignment); false by default.</summary>
    public bool AlignsDistribution { get; init; }

    /// <summary>After so many rounds in a row without a better accuracy on the holdout, training stops and the best round's model is returned; 3 by default. Without a holdout it has no effect.</summary>
    public int Patience { get; init; } = 3;

    internal void Validate()
    {
        if (MaxRounds < 1 || Patience < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"{MaxRounds} rounds with a patience of {Patience} train nothing; both must be at least 1.");
        }
    }
}
