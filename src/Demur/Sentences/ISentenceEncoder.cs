namespace Demur.Sentences;

/// <summary>Turns texts into vectors whose inner products say how alike the texts are in meaning; safe for concurrent use.</summary>
public interface ISentenceEncoder
{
    /// <summary>Names the encoder and its weights, such as <c>use-lite</c>; features of different encoders are never mixed.</summary>
    string Id { get; }

    /// <summary>The length of every vector.</summary>
    int Dimension { get; }

    /// <summary>Encodes texts.</summary>
    /// <param name="texts">The texts; what lies beyond the encoder's longest input is not seen.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>One row a text, each of length one (L2), except that a text without any content gives zeros. A row does not depend on the other texts beyond rounding.</returns>
    IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
