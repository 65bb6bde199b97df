using Demur.Learning.Sparse;

namespace Demur.Learning.Noise;

/// <summary>Turns texts into vectors in which neighbours mean alike. Implementations are immutable and thread-safe; a sentence encoder plugs in here.</summary>
public interface IEmbedding
{
    /// <summary>Embeds texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>One row a text, all of one width, every value finite.</returns>
    SparseMatrix Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
