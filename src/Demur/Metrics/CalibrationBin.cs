namespace Demur.Metrics;

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="Low">The bin's lower end, excluded except in the first bin.</param>
/// <param name="High">The bin's upper end, included.</param>
/// <param name="Count">How many predictions fall into it.</param>
/// <param name="MeanProbability">Their mean probability; not-a-number in an empty bin.</param>
/// <param name="ShareOfPositives">The share of them that is positive; not-a-number in an empty bin.</param>
public readonly record struct CalibrationBin(double Low, double High, int Count, double MeanProbability, double ShareOfPositives);
