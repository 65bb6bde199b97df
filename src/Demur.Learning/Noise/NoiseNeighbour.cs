namespace Demur.Learning.Noise;

/// <summary>A text that speaks for or against a label by standing near.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">Its label; for a checked example, the one that was found right.</param>
/// <param name="Distance">How far it is.</param>
public sealed record NoiseNeighbour(string Text, string Label, double Distance);
