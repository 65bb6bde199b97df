using Demur.Decisions;

namespace Demur.Audit.Labelling;

/// <summary>What a cascade makes of the first stage's log-odds.</summary>
/// <param name="Probability">P(refusal) in the end.</param>
/// <param name="Evidence">What a second reading added; null when there was none.</param>
internal readonly record struct SecondStage(double Probability, EvidenceItem? Evidence);
