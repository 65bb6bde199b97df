namespace Demur.Neural.Generation;

/// <summary>How probable a model finds a given continuation.</summary>
/// <param name="Ids">The continuation's tokens.</param>
/// <param name="LogProbabilities">The natural logarithm of each token's probability, given all before it.</param>
public sealed record ContinuationScore(IReadOnlyList<int> Ids, IReadOnlyList<double> LogProbabilities)
{
    /// <summary>The logarithm of the whole continuation's probability; 0 for an empty one.</summary>
    public double Total => LogProbabilities.Sum();

    /// <summary>The mean over the tokens; 0 for an empty continuation.</summary>
    public double Mean => LogProbabilities.Count == 0 ? 0 : Total / LogProbabilities.Count;
}
