namespace Demur.Learning.Noise;

/// <summary>Makes an embedding that suits given texts. Implementations are immutable and thread-safe; an encoder that is trained already returns itself.</summary>
public interface IEmbeddingLearner
{
    /// <summary>Learns from texts without their labels.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="DemurException">The texts do not suit it.</exception>
    IEmbedding Fit(IReadOnlyList<string> texts, int seed, CancellationToken cancellationToken);
}
