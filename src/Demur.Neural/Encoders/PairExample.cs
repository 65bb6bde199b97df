namespace Demur.Neural.Encoders;

/// <summary>A row to learn from.</summary>
/// <param name="Pair">The tokens.</param>
/// <param name="Target">How probable a yes is, from 0 to 1.</param>
/// <param name="Weight">How much the row counts; finite, 0 or more.</param>
public sealed record PairExample(EncodedPair Pair, double Target, double Weight = 1);
