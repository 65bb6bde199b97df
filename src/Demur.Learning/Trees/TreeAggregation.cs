namespace Demur.Learning.Trees;

/// <summary>What the leaves of an ensemble hold, and how they are joined.</summary>
public enum TreeAggregation
{
    /// <summary>Probabilities, averaged: a forest.</summary>
    Average,

    /// <summary>Log-odds, summed with the base score: boosted trees.</summary>
    Sum,
}
