namespace Demur.Audit.Labelling.Rules;

/// <summary>A place where a rule matched.</summary>
/// <param name="Rule">The rule's number.</param>
/// <param name="Kind">What the phrase does.</param>
/// <param name="First">The first word's number.</param>
/// <param name="End">The number just past the last word.</param>
internal readonly record struct PhraseHit(int Rule, PhraseKind Kind, int First, int End);
