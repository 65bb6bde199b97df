namespace Demur.Learning.SelfTraining;

/// <summary>Decides which rows of the pool a round labels. Implementations are immutable and pure: what they need of earlier rounds is in the scores they are given.</summary>
public interface IPseudoLabelPolicy
{
    /// <summary>Whether each round labels the whole pool anew, instead of keeping what earlier rounds labelled.</summary>
    bool Relabels { get; }

    /// <summary>Chooses rows.</summary>
    /// <param name="scores">What the model says of the rows that may be labelled.</param>
    /// <returns>The rows with their weights, and the thresholds used.</returns>
    /// <exception cref="DemurException">A setting is out of range.</exception>
    PseudoLabelChoice Choose(PoolScores scores);
}
