namespace Demur.Audit.Suites;

/// <summary>A suite that ships with Demur, as the catalogue describes it before its prompts are read.</summary>
/// <param name="Name">The suite's name, in kebab case.</param>
/// <param name="Version">The suite's version; a change of prompts changes it.</param>
/// <param name="Description">One sentence on what the suite is for.</param>
public sealed record BuiltInSuite(string Name, string Version, string Description);
