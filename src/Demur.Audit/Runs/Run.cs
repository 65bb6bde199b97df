namespace Demur.Audit.Runs;

/// <summary>One audit of one model over suites: what was run, and every labelled answer. Reports, comparisons and gates read this and nothing else.</summary>
/// <param name="Info">What was run.</param>
/// <param name="Answers">The labelled answers, ordered by suite, prompt and sample.</param>
/// <param name="Labeler">The labeller's name and version.</param>
public sealed record Run(RunInfo Info, IReadOnlyList<LabelledAnswer> Answers, string Labeler);
