namespace Demur.Learning.SelfTraining;

/// <summary>How sure a model is of a row.</summary>
public enum PseudoLabelScore
{
    /// <summary>The largest probability; for a forest the share of votes.</summary>
    LargestProbability,

    /// <summary>The largest probability less the second; for two classes the distance from the boundary.</summary>
    Margin,

    /// <summary>One less the entropy over its largest possible value: 1 when certain, 0 when all classes are alike.</summary>
    NegativeEntropy,
}
