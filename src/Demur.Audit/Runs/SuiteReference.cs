namespace Demur.Audit.Runs;

/// <summary>A suite as a run used it.</summary>
/// <param name="Name">The suite's name.</param>
/// <param name="Version">The suite's version.</param>
/// <param name="Hash">SHA-256 over the suite's prompts, in lower-case hexadecimal.</param>
/// <param name="PromptCount">The number of prompts.</param>
public sealed record SuiteReference(string Name, string Version, string Hash, int PromptCount);
