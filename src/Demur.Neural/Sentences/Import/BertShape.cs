namespace Demur.Neural.Sentences.Import;

/// <summary>The sizes of an encoder of BERT's kind.</summary>
/// <param name="Words">The tokens of its vocabulary.</param>
/// <param name="Positions">The most tokens of a text.</param>
/// <param name="Width">The numbers of a token's vector.</param>
/// <param name="Inner">The numbers between the two layers of a feed-forward block.</param>
/// <param name="Layers">How many layers it has.</param>
internal sealed record BertShape(int Words, int Positions, int Width, int Inner, int Layers)
{
    /// <summary>MiniLM's shape (Wang et al., 2020) in six layers of 384, which all encoders that are imported share.</summary>
    internal static BertShape MiniLm { get; } = new(30_522, 512, 384, 1_536, 6);

    /// <summary>The kinds of segments, of which a single text uses the first.</summary>
    internal const int Segments = 2;
}
