namespace Demur.Learning.Noise;

/// <summary>A row whose label may be wrong.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Given">Its label.</param>
/// <param name="Suggestion">The label that the evidence speaks for; null where it speaks against the given one alone.</param>
/// <param name="Doubt">One less the out-of-fold probability of the given label, mean over seeds; from 0 to 1. Suspects are ranked by it.</param>
/// <param name="Stability">The share of seeds in which the row was suspected.</param>
/// <param name="Neighbours">What the suspicion rests on, nearest first; none for strategies that look at scores alone.</param>
public sealed record NoiseSuspect(int Row, string Given, string? Suggestion, double Doubt, double Stability, IReadOnlyList<NoiseNeighbour> Neighbours);
