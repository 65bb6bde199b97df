namespace Demur.Learning.Trees;

/// <summary>The settings of a random forest. The defaults are those of arXiv 2306.03423 for responses: 300 trees, Gini, √p features a split, bootstrap, unlimited depth.</summary>
public sealed record RandomForestOptions
{
    /// <summary>The number of trees; 300 by default.</summary>
    public int Trees { get; init; } = 300;

    /// <summary>A node with fewer different examples is not split; 5 by default.</summary>
    public int MinSplit { get; init; } = 5;

    /// <summary>A split leaves at least so many different examples on each side; 1 by default.</summary>
    public int MinLeaf { get; init; } = 1;

    /// <summary>The features looked at for a split; null, the default, is the square root of their number.</summary>
    public int? FeaturesPerSplit { get; init; }

    /// <summary>Whether a tree sees a sample with replacement; true by default.</summary>
    public bool Bootstrap { get; init; } = true;

    internal void Validate()
    {
        if (Trees < 1 || MinSplit < 2 || MinLeaf < 1 || FeaturesPerSplit is < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"{Trees} trees, splits from {MinSplit} examples, leaves of {MinLeaf}, {FeaturesPerSplit} features a split: all must be at least 1, splits at least 2.");
        }
    }
}
