namespace Demur.Audit.Labelling.Features;

/// <summary>An n-gram of a response.</summary>
/// <param name="Key">Its hash, which tells apart the region and the words.</param>
/// <param name="First">Its first word's number in the response.</param>
/// <param name="End">The number just past its last word.</param>
internal readonly record struct Ngram(ulong Key, int First, int End);
