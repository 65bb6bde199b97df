namespace Demur.Audit.Store;

/// <summary>Names one answer of a run; the store holds at most one answer for each.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Prompt">The prompt's identifier.</param>
/// <param name="Sample">The sample, from 0.</param>
public readonly record struct AnswerKey(string Suite, string Prompt, int Sample);
