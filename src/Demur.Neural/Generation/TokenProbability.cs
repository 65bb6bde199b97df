namespace Demur.Neural.Generation;

/// <summary>A token and how probable the model found it.</summary>
/// <param name="Id">The token's number.</param>
/// <param name="LogProbability">The natural logarithm of its probability under the model itself, before temperature, filters and processors.</param>
public readonly record struct TokenProbability(int Id, double LogProbability);
