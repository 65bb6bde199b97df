namespace Demur.Papers;

/// <summary>A paper that a search found.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Score">How well it fits: the cosine of the weighted words, or of an encoder's vectors; above 0 and at most 1.</param>
/// <param name="Words">The words of the query that occur in it, in the query's order and spelling; may be empty where vectors were compared.</param>
public sealed record PaperMatch(Paper Paper, double Score, IReadOnlyList<string> Words);
