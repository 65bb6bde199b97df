namespace Demur.Audit.Labelling.Features;

/// <summary>What an n-gram adds to the log-odds.</summary>
/// <param name="Weight">Weight times value.</param>
/// <param name="First">Its first word's number in the response.</param>
/// <param name="End">The number just past its last word.</param>
internal readonly record struct NgramContribution(float Weight, int First, int End);
