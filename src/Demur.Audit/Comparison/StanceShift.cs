using Demur.Exchanges;

namespace Demur.Audit.Comparison;

/// <summary>Answers whose stance changed from one run to the other.</summary>
/// <param name="From">The stance in the first run.</param>
/// <param name="To">The stance in the second run.</param>
/// <param name="Count">The answers.</param>
public sealed record StanceShift(Stance From, Stance To, int Count);
