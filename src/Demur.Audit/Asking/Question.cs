using Demur.Suites;

namespace Demur.Audit.Asking;

/// <summary>One answer that is still to be had.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Sample">Which of the prompt's samples, from 0.</param>
/// <param name="Place">The place in the whole plan, which seeds the question's waits.</param>
/// <param name="EarlierAttempts">The requests that earlier sessions spent on it in vain.</param>
internal sealed record Question(string Suite, SuitePrompt Prompt, int Sample, int Place, int EarlierAttempts);
