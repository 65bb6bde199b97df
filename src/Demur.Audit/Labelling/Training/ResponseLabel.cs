namespace Demur.Audit.Labelling.Training;

/// <summary>One of our labels: for which row of which source, and for which text.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Row">The row's name within the source.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the SHA-256 of the response in UTF-8.</param>
/// <param name="IsRefusal">The label.</param>
/// <param name="Part">The test set that the row is kept for; null for what may be learnt from.</param>
internal sealed record ResponseLabel(string Source, string Row, string Hash, bool IsRefusal, string? Part);
