using Demur.Learning.Neighbours;
using Demur.Learning.Text;

namespace Demur.Learning.Noise;

/// <summary>How suspects are looked for. The defaults are those of arXiv 2311.12298 where it states them.</summary>
public sealed record NoiseOptions
{
    /// <summary>The label that stands for "none of the others", such as <c>no_relation</c> or <c>benign</c>; null when there is no such label.</summary>
    public string? NoneLabel { get; init; }

    /// <summary>How many neighbours count; 3 by default.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>What "near" means; the cosine by default.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Cosine;

    /// <summary>The folds of the out-of-fold predictions; 5 by default.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Where neighbours are looked for: TF-IDF in 100 dimensions by default; null looks among the out-of-fold scores instead.</summary>
    public IEmbeddingLearner? Embedding { get; init; } = new TfidfEmbedding();

    /// <summary>How texts become the features of the out-of-fold predictions; single words by default.</summary>
    public TfidfOptions Features { get; init; } = new() { MaxNgram = 1 };

    /// <summary>Over how many seeds the search is repeated; 1 by default. More tell how stable each suspicion is.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Only rows suspected in at least this share of the seeds are reported; .5 by default.</summary>
    public double LeastStability { get; init; } = 0.5;

    internal void Validate()
    {
        if (Neighbours < 1 || Folds < 2 || Seeds < 1 || !(LeastStability is >= 0 and <= 1))
        {
            throw new DemurException(
                ErrorCode.Usage,
                $"There are {Neighbours} neighbours, {Folds} folds, {Seeds} seeds and a least stability of {LeastStability}; use 1, 2 and 1 or more, and a share from 0 to 1.");
        }
    }
}
