namespace Demur.Decisions;

/// <summary>What a decision rests on, strongest first. A predictor that cannot explain returns <see cref="None"/>, never an invented reason.</summary>
/// <param name="Items">The items, by descending absolute weight.</param>
public sealed record Evidence(IReadOnlyList<EvidenceItem> Items)
{
    /// <summary>No evidence.</summary>
    public static Evidence None { get; } = new([]);

    /// <summary>Orders items by absolute weight and keeps the strongest.</summary>
    /// <param name="items">The items in any order.</param>
    /// <param name="count">How many to keep; 10 by default.</param>
    /// <returns>The evidence.</returns>
    public static Evidence Strongest(IEnumerable<EvidenceItem> items, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new Evidence([.. items.OrderByDescending(item => Math.Abs(item.Weight)).Take(count)]);
    }
}
