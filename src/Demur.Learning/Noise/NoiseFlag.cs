namespace Demur.Learning.Noise;

/// <summary>One row that a strategy suspects.</summary>
/// <param name="Row">The row.</param>
/// <param name="Suggestion">The label that the evidence speaks for; null where it speaks against the given one alone.</param>
/// <param name="Neighbours">What the suspicion rests on, nearest first.</param>
public sealed record NoiseFlag(int Row, string? Suggestion, IReadOnlyList<NoiseNeighbour> Neighbours);
