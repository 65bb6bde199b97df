namespace Demur.Neural.Encoders;

/// <summary>The sizes of a <see cref="TransformerEncoder"/>, as its file has them.</summary>
/// <param name="Vocabulary">Rows of the word table: ids of words lie below it.</param>
/// <param name="Positions">The most tokens of a row.</param>
/// <param name="Segments">Parts that a row can have, two for pairs.</param>
/// <param name="Width">The numbers of a token's state.</param>
/// <param name="MlpWidth">The width inside the feed-forward layers.</param>
/// <param name="Layers">The number of layers.</param>
/// <param name="Heads">Attention heads of a layer; they share the width in equal parts.</param>
public sealed record EncoderShape(int Vocabulary, int Positions, int Segments, int Width, int MlpWidth, int Layers, int Heads);
