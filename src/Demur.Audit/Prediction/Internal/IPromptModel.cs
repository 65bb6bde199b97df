using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Text;

namespace Demur.Audit.Prediction.Internal;

/// <summary>What was learnt from labelled prompts, before calibration. Immutable and thread-safe.</summary>
internal interface IPromptModel
{
    /// <summary>The log-odds of a refusal.</summary>
    double Score(ReadOnlySpan<char> prompt, TextWorkspace workspace);

    /// <summary>What in a prompt speaks for a refusal, and what against.</summary>
    Evidence Explain(string prompt);

    /// <summary>What speaks in any prompt, by falling weight.</summary>
    IReadOnlyList<EvidenceItem> Strongest(int count);

    void Write(ModelWriter writer);
}
