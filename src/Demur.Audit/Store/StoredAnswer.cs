using Demur.Exchanges;

namespace Demur.Audit.Store;

/// <summary>What a store says about an answer without reading its text.</summary>
/// <param name="Key">Which answer it is.</param>
/// <param name="Outcome">What came back.</param>
/// <param name="Attempts">How often the request was sent.</param>
/// <param name="Cost">The cost in US dollars; null when unknown.</param>
/// <param name="Labeler">The labeller whose decision is stored; null when there is none.</param>
/// <param name="IsRefusal">Whether that decision is a refusal.</param>
public sealed record StoredAnswer(AnswerKey Key, ExchangeOutcome Outcome, int Attempts, decimal? Cost, string? Labeler, bool IsRefusal);
