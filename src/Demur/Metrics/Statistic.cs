namespace Demur.Metrics;

/// <summary>Computes a figure on some of a sample's items.</summary>
/// <param name="items">The items' indices, repeated where an item was drawn more than once; read only during the call.</param>
/// <returns>The figure; not-a-number where these items do not define it.</returns>
public delegate double Statistic(ReadOnlySpan<int> items);
