namespace Demur.Learning.Imbalance.Internal;

/// <summary>A row to be made: base + gap × (partner - base); its class is the base's.</summary>
/// <param name="Base">The row it is made from.</param>
/// <param name="Partner">The row it is moved towards; the base itself for a copy.</param>
/// <param name="Gap">How far: 0 is the base, 1 the partner, below 0 away from it. With a gap for each attribute, the upper end from which each is drawn.</param>
internal readonly record struct Blend(int Base, int Partner, double Gap);
