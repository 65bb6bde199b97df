namespace Demur.Audit.Labelling.Training;

/// <summary>How well a labeller does on a source that it did not learn from.</summary>
/// <param name="Source">The source.</param>
/// <param name="Labeler">The labeller's name.</param>
/// <param name="Score">The score.</param>
public sealed record SourceScore(string Source, string Labeler, LabelingScore Score);
