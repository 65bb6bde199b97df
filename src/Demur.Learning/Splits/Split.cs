namespace Demur.Learning.Splits;

/// <summary>One way to divide rows into those to learn from and those to test on; no row is in both.</summary>
/// <param name="Train">The rows to learn from, ascending.</param>
/// <param name="Test">The rows to test on, ascending.</param>
public sealed record Split(IReadOnlyList<int> Train, IReadOnlyList<int> Test);
