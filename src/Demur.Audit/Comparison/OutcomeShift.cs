using Demur.Exchanges;

namespace Demur.Audit.Comparison;

/// <summary>Answers whose outcome changed from one run to the other.</summary>
/// <param name="From">The outcome in the first run.</param>
/// <param name="To">The outcome in the second run.</param>
/// <param name="Count">The answers.</param>
public sealed record OutcomeShift(ExchangeOutcome From, ExchangeOutcome To, int Count);
