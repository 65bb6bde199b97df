namespace Demur.Learning.Noise;

/// <summary>Decides which labels to suspect. Implementations are immutable and thread-safe.</summary>
public interface INoiseStrategy
{
    /// <summary>A name for people.</summary>
    string Name { get; }

    /// <summary>Suspects rows.</summary>
    /// <param name="view">The data with its out-of-fold predictions and vectors.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>The suspects, each row once; doubt and stability are filled in by the detector.</returns>
    /// <exception cref="DemurException">The data does not suit the strategy.</exception>
    IReadOnlyList<NoiseFlag> Flag(NoiseView view, CancellationToken cancellationToken);
}
